// Reads a service, changes one field of its spec and sends it back with the version it was read at. Where somebody else
// was quicker ("update out of sequence") it reads again and re-applies.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { swarmError } from '../swarmError.ts'
import type { Engine } from '../../docker/engine.ts'
import { engineWords, rawRequest } from './engineRequest.ts'
import { readService, type RawService, type RawSpec } from './rawService.ts'

export interface ServiceChange {
  /** The whole new spec; throws an AppError where the change cannot be (any more). Called again after each re-read. */
  readonly apply: (service: RawService) => RawSpec | Promise<RawSpec>
  readonly query?: Readonly<Record<string, string>>
  /** X-Registry-Auth; left out, the engine keeps the login it has. */
  readonly registryAuth?: string | undefined
}

export interface ChangedService {
  /** As read just before the change that was accepted. */
  readonly before: RawService
  readonly warnings: readonly string[]
}

const attempts = 6
const answer = z.looseObject({ Warnings: z.array(z.string()).nullish() })

/**
 * POST /services/{id}/update. Errors: what `apply` throws, `engine.notFound`, `engine.conflict` where others keep
 * changing it faster than it can be read.
 */
export async function changeService(
  engine: Engine,
  reference: string,
  change: ServiceChange,
  signal: AbortSignal,
): Promise<ChangedService> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await readService(engine, reference, signal)
    const spec = await change.apply(before)
    try {
      const result = await rawRequest(
        engine,
        {
          method: 'POST',
          path: `/services/${encodeURIComponent(before.ID)}/update`,
          query: {
            version: before.Version.Index,
            ...(change.registryAuth === undefined ? { registryAuthFrom: 'spec' } : {}),
            ...change.query,
          },
          body: spec,
          registryAuth: change.registryAuth,
          about: `service ${before.Spec.Name}`,
        },
        signal,
      )
      return { before, warnings: answer.safeParse(result).data?.Warnings ?? [] }
    } catch (error) {
      if (!isOutOfSequence(error)) throw swarmError(error, `service ${before.Spec.Name}`)
      if (attempt === attempts) {
        throw new AppError(
          'engine.conflict',
          `${before.Spec.Name} keeps being changed by someone else; ${attempts} attempts came too late.`,
          { cause: error },
        )
      }
      await wait(20 * attempt * (1 + Math.random()), undefined, { signal })
    }
  }
}

/** How swarm refuses a version that is no longer the newest. */
export const isOutOfSequence = (error: unknown): boolean => /out of sequence/i.test(engineWords(error))

/** The error for a change whose reader saw another value than there is now. */
export function movedMeanwhile(
  about: string,
  was: unknown,
  now: unknown,
  inWords: (value: unknown) => string = String,
): AppError {
  return new AppError(
    'engine.conflict',
    `${about} changed meanwhile: it was ${inWords(was)} when you looked and is ${inWords(now)} now.`,
    { details: { was, now } },
  )
}
