// Scale: how many replicas are asked for.
import { AppError } from '../../../shared/errors.ts'
import type { Action } from '../../../shared/model/action.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { changeService, movedMeanwhile } from './changeService.ts'
import { replicasOf, type RawService, type RawSpec } from './rawService.ts'

export type ScaleAction = Extract<Action, { kind: 'service.scale' }>

/**
 * Changes Mode.Replicated.Replicas only. Errors: `input.invalid` at `replicas` for global services and jobs,
 * `engine.conflict` where it is another than `from` by now.
 */
export async function scaleService(
  engine: Engine,
  action: ScaleAction,
  signal: AbortSignal,
): Promise<Accepted> {
  const { before, warnings } = await changeService(
    engine,
    action.service,
    { apply: (service) => scaled(service, action) },
    signal,
  )
  const was = replicasOf(before.Spec) ?? action.replicas
  const { Name: name } = before.Spec
  return {
    target: { kind: 'service', id: before.ID, name },
    follow: { kind: 'serviceConverges', serviceId: before.ID, rollback: false },
    warnings,
    undo:
      was === action.replicas
        ? null
        : { kind: 'service.scale', service: before.ID, replicas: was, from: action.replicas },
    action: { ...action, service: name, from: was },
  }
}

/** The spec with the new number, or the reason why there can be none. */
export function scaled({ Spec: spec }: RawService, { replicas, from }: ScaleAction): RawSpec {
  const now = replicasOf(spec)
  if (now === null) {
    const what = spec.Mode.Global ? 'is global: it runs once on every node that fits' : 'is a job'
    throw new AppError('input.invalid', `${spec.Name} ${what}, so it cannot be scaled.`, {
      field: 'replicas',
      hint: 'Change its constraints instead, or scale a replicated service.',
    })
  }
  if (from !== undefined && from !== now) throw movedMeanwhile(`The replicas of ${spec.Name}`, from, now)
  return { ...spec, Mode: { ...spec.Mode, Replicated: { ...spec.Mode.Replicated, Replicas: replicas } } }
}
