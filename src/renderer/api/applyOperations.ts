// The operations of this run of the program, folded from what `actions.watch` tells. Pure.
import type { Operation } from '../../shared/model/action.ts'

export interface OperationsChange {
  readonly reset: boolean
  readonly operations: readonly Operation[]
  readonly removed: readonly string[]
}

/** The newest first. */
export function mergeOperations(known: readonly Operation[], change: OperationsChange): readonly Operation[] {
  const byId = new Map(change.reset ? [] : known.map((each) => [each.id, each]))
  for (const id of change.removed) byId.delete(id)
  for (const each of change.operations) byId.set(each.id, each)
  return [...byId.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
}
