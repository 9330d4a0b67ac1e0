// Roll back: the spec before the last update, as the engine kept it.
import { AppError } from '../../../shared/errors.ts'
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { changeService } from './changeService.ts'

export type RollbackAction = Extract<Action, { kind: 'service.rollback' }>

/** POST …/update?rollback=previous. Errors: `input.invalid` at `service` where the engine keeps no earlier spec. */
export async function rollbackService(
  engine: Engine,
  action: RollbackAction,
  signal: AbortSignal,
): Promise<Accepted> {
  const { before, warnings } = await changeService(
    engine,
    action.service,
    {
      query: { rollback: 'previous' },
      // The engine takes its own copy of the earlier spec; the body is what it is now, as the docker CLI sends it.
      apply: ({ Spec: spec, PreviousSpec: previous }) => {
        if (!previous) throw noEarlierSpec(spec.Name)
        return spec
      },
    },
    signal,
  )
  const { Name: name } = before.Spec
  return {
    target: { kind: 'service', id: before.ID, name },
    follow: { kind: 'serviceConverges', serviceId: before.ID, rollback: true },
    warnings,
    undo: { kind: 'service.rollback', service: before.ID },
    action: { ...action, service: name },
  }
}

export const noEarlierSpec = (name: string): AppError =>
  new AppError('input.invalid', `${name} has no earlier version to roll back to.`, {
    field: 'service',
    hint: 'The engine keeps one only after an update.',
  })
