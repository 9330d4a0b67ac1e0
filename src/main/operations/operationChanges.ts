// The stream of operations: all of them first, then those that changed, many changes as one item for a slow reader.
import type { CoalescedSource } from '../../shared/contract/index.ts'
import type { Operation } from '../../shared/model/action.ts'
import { changesOf } from '../changesOf.ts'

export interface OperationChange {
  readonly reset: boolean
  readonly operations: Operation[]
  readonly removed: string[]
}

export interface OperationList {
  all(): Operation[]
  find(id: string): Operation | undefined
  subscribe(listener: (id: string) => void): () => void
}

/** Ends when `signal` aborts. */
export function operationChanges(list: OperationList, signal: AbortSignal): CoalescedSource<OperationChange> {
  return { [Symbol.asyncIterator]: () => read(list, signal), merge }
}

async function* read(list: OperationList, signal: AbortSignal): AsyncGenerator<OperationChange> {
  const changed = new Set<string>()
  const subscribe = (listener: () => void): (() => void) =>
    list.subscribe((id) => {
      changed.add(id)
      listener()
    })
  let first = true
  for await (const _ of changesOf(subscribe, signal, 50)) {
    const ids = [...changed]
    changed.clear()
    if (first) {
      first = false
      yield { reset: true, operations: list.all(), removed: [] }
      continue
    }
    yield {
      reset: false,
      operations: ids.flatMap((id) => list.find(id) ?? []),
      removed: ids.filter((id) => list.find(id) === undefined),
    }
  }
}

/** Two waiting items as one: the newer state of each operation. */
export function merge(older: OperationChange, newer: OperationChange): OperationChange {
  if (newer.reset) return newer
  const gone = new Set(newer.removed)
  const byId = new Map([...older.operations, ...newer.operations].map((each) => [each.id, each]))
  return {
    reset: older.reset,
    operations: [...byId.values()].filter(({ id }) => !gone.has(id)),
    removed: [...new Set([...older.removed, ...newer.removed])].filter((id) => !byId.has(id) || gone.has(id)),
  }
}
