// Remove a service.
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { engineRequest } from './engineRequest.ts'
import { readService } from './rawService.ts'

export type RemoveAction = Extract<Action, { kind: 'service.remove' }>

/** DELETE /services/{id}. Its tasks stop after that. Errors: `engine.notFound`. */
export async function removeService(
  engine: Engine,
  action: RemoveAction,
  signal: AbortSignal,
): Promise<Accepted> {
  const service = await readService(engine, action.service, signal)
  const { Name: name } = service.Spec
  await engineRequest(
    engine,
    { method: 'DELETE', path: `/services/${encodeURIComponent(service.ID)}`, about: `service ${name}` },
    signal,
  )
  return {
    target: { kind: 'service', id: service.ID, name },
    follow: { kind: 'tasksGone', serviceId: service.ID },
    warnings: [],
    undo: null,
    action: { ...action, service: name },
  }
}
