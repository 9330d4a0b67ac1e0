// Restart: every task is replaced though nothing else changes.
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { changeService } from './changeService.ts'

export type RestartAction = Extract<Action, { kind: 'service.restart' }>

/** Counts TaskTemplate.ForceUpdate up by one, as `docker service update --force` does. */
export async function restartService(
  engine: Engine,
  action: RestartAction,
  signal: AbortSignal,
): Promise<Accepted> {
  const { before, warnings } = await changeService(
    engine,
    action.service,
    {
      apply: ({ Spec: spec }) => ({
        ...spec,
        TaskTemplate: { ...spec.TaskTemplate, ForceUpdate: (spec.TaskTemplate.ForceUpdate ?? 0) + 1 },
      }),
    },
    signal,
  )
  const { Name: name } = before.Spec
  return {
    target: { kind: 'service', id: before.ID, name },
    follow: { kind: 'serviceConverges', serviceId: before.ID, rollback: false },
    warnings,
    undo: null,
    action: { ...action, service: name },
  }
}
