// One watcher's view of the live picture: whole at first, then each difference; what waits is merged into one.
import type { CoalescedSource } from '../../../shared/contract/index.ts'
import type { ClusterChange } from '../../../shared/model/cluster.ts'
import { mergeChanges } from './clusterChanges.ts'
import { Pulse } from './pulse.ts'

/** Registers a listener for changes and gives what ends it. */
export type Subscribe = (listener: (change: ClusterChange) => void) => () => void

/**
 * @param first the whole picture at the moment of the call
 * @param signal ends the stream quietly
 */
export function changeSource(
  first: () => ClusterChange,
  subscribe: Subscribe,
  signal: AbortSignal,
): CoalescedSource<ClusterChange> {
  return { merge: mergeChanges, [Symbol.asyncIterator]: () => iterate(first, subscribe, signal) }
}

async function* iterate(
  first: () => ClusterChange,
  subscribe: Subscribe,
  signal: AbortSignal,
): AsyncGenerator<ClusterChange, void, undefined> {
  const pulse = new Pulse()
  let waiting: ClusterChange | null = first()
  const unsubscribe = subscribe((change) => {
    waiting = waiting === null ? change : mergeChanges(waiting, change)
    pulse.beat()
  })
  try {
    while (!signal.aborted) {
      const change: ClusterChange | null = waiting
      waiting = null
      if (change === null) await pulse.wait(60_000, signal)
      else yield change
    }
  } finally {
    unsubscribe()
  }
}
