// Create a service from a draft.
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { draftToSpec } from './draftToSpec.ts'
import { engineRequest } from './engineRequest.ts'
import type { RegistryLogins } from './registryLogin.ts'
import { resolveImage } from './resolveImage.ts'

export type CreateAction = Extract<Action, { kind: 'service.create' }>

const created = z.looseObject({
  ID: z.string(),
  Warning: z.string().nullish(),
  Warnings: z.array(z.string()).nullish(),
})
const network = z.looseObject({ Id: z.string() })

/**
 * POST /services/create. Errors: `input.invalid` at the field for a network that is not there, `engine.conflict` at
 * `draft.name` for a name that is taken, `engine.invalid` for what the engine refuses.
 */
export async function createService(
  engine: Engine,
  action: CreateAction,
  logins: RegistryLogins,
  signal: AbortSignal,
): Promise<Accepted> {
  const { draft } = action
  const networks = await Promise.all(
    draft.networks.map((name, index) => networkId(engine, name, `draft.networks.${index}`, signal)),
  )
  const login = draft.withRegistryAuth ? await logins(draft.image) : null
  const resolved = await resolveImage(engine, draft.image, login ?? undefined, signal)
  const answer = created.parse(
    await engineRequest(
      engine,
      {
        method: 'POST',
        path: '/services/create',
        body: draftToSpec(draft, resolved, networks),
        registryAuth: login ?? undefined,
        about: `service ${draft.name}`,
      },
      signal,
    ).catch((error: unknown) => {
      throw atItsField(error, draft.name)
    }),
  )
  return {
    target: { kind: 'service', id: answer.ID, name: draft.name },
    follow: { kind: 'serviceConverges', serviceId: answer.ID, rollback: false },
    warnings: [
      ...(draft.withRegistryAuth && login === null ? ['This machine has no login for that registry.'] : []),
      ...(resolved.warning === null ? [] : [resolved.warning]),
      ...(answer.Warnings ?? []),
      ...(answer.Warning ? [answer.Warning] : []),
    ],
    undo: { kind: 'service.remove', service: answer.ID },
    action,
  }
}

/** The CLI sends ids, so that a network of the same name made later changes nothing. */
async function networkId(engine: Engine, name: string, field: string, signal: AbortSignal): Promise<string> {
  const path = `/networks/${encodeURIComponent(name)}`
  try {
    const answer = await engineRequest(
      engine,
      { method: 'GET', path, query: { scope: 'swarm' }, about: `network ${name}` },
      signal,
    )
    return network.parse(answer).Id
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine.notFound') throw error
    throw new AppError('input.invalid', `There is no network ${name} in the swarm.`, { field, cause: error })
  }
}

function atItsField(error: unknown, name: string): unknown {
  if (!(error instanceof AppError) || !/name conflicts|already exists/i.test(error.message)) return error
  return new AppError('engine.conflict', `There is a service named ${name} already.`, {
    field: 'draft.name',
    hint: 'Choose another name, or update the service that is there.',
    cause: error,
  })
}
