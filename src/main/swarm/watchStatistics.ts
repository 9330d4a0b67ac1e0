// The figures of a cluster each time they change.
import { isDeepStrictEqual } from 'node:util'
import type { ClusterStatistics } from '../../shared/model/cluster.ts'
import type { ClusterState } from './clusterState.ts'
import { Pulse } from './feed/pulse.ts'
import { clusterStatistics } from './statistics.ts'

interface Feed {
  readonly state: ClusterState
  onChange(listener: () => void): () => void
}

/** Nothing until the cluster was read whole once; ends with the signal. */
export async function* watchStatistics(
  feed: Feed,
  signal: AbortSignal,
): AsyncGenerator<ClusterStatistics, void, undefined> {
  const changed = new Pulse()
  const unsubscribe = feed.onChange(() => changed.beat())
  let shown: ClusterStatistics | null = null
  try {
    while (!signal.aborted) {
      const figures = feed.state.synced ? clusterStatistics(feed.state) : null
      if (figures !== null && (shown === null || !same(shown, figures))) {
        shown = figures
        yield figures
      } else await changed.wait(60_000, signal)
    }
  } finally {
    unsubscribe()
  }
}

const same = (a: ClusterStatistics, b: ClusterStatistics): boolean =>
  isDeepStrictEqual({ ...a, asOf: '' }, { ...b, asOf: '' })
