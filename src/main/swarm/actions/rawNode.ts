// A node exactly as the engine gave it, and changing one field of its spec (with re-read and re-apply, as services).
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { swarmError } from '../swarmError.ts'
import type { Engine } from '../../docker/engine.ts'
import { isOutOfSequence } from './changeService.ts'
import { inspectNode } from '../nodes.ts'
import { rawRequest } from './engineRequest.ts'

/** The very object as it came: a record would leave out a label named __proto__, and the update would drop it. */
const textMap = z.custom<Readonly<Record<string, string>>>(
  (given) =>
    typeof given === 'object' &&
    given !== null &&
    Object.values(given).every((value) => typeof value === 'string'),
)

const rawNode = z.looseObject({
  ID: z.string(),
  Version: z.looseObject({ Index: z.number() }),
  Spec: z.looseObject({
    Availability: z.string().nullish(),
    Labels: textMap.nullish(),
  }),
  Description: z.looseObject({ Hostname: z.string().nullish() }).nullish(),
})
export type RawNode = z.infer<typeof rawNode>
export type RawNodeSpec = RawNode['Spec']

const attempts = 6

/** GET /nodes/{id or name}. Errors: `engine.notFound`. */
export async function readNode(engine: Engine, reference: string, signal: AbortSignal): Promise<RawNode> {
  const answer = await inspectNode(engine, reference, signal)
  const parsed = rawNode.safeParse(answer)
  if (!parsed.success) {
    throw new AppError('docker.notAnEngine', `The answer about node ${reference} is not one of an engine.`, {
      cause: parsed.error,
    })
  }
  return parsed.data
}

/** POST /nodes/{id}/update. `apply` answers the whole new spec, or throws; answers the node as it was. */
export async function changeNode(
  engine: Engine,
  reference: string,
  apply: (node: RawNode) => RawNodeSpec,
  signal: AbortSignal,
): Promise<RawNode> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await readNode(engine, reference, signal)
    const spec = apply(before)
    const about = `node ${hostnameOf(before)}`
    try {
      await rawRequest(
        engine,
        {
          method: 'POST',
          path: `/nodes/${encodeURIComponent(before.ID)}/update`,
          query: { version: before.Version.Index },
          body: spec,
          about,
        },
        signal,
      )
      return before
    } catch (error) {
      if (!isOutOfSequence(error)) throw swarmError(error, about)
      if (attempt === attempts) {
        throw new AppError(
          'engine.conflict',
          `${hostnameOf(before)} keeps being changed by someone else; ${attempts} attempts came too late.`,
          { cause: error },
        )
      }
      await wait(20 * attempt * (1 + Math.random()), undefined, { signal })
    }
  }
}

export const hostnameOf = (node: RawNode): string => node.Description?.Hostname || node.ID
