// The cluster as a whole: figures and health come from the live picture, which is as true as a reading of its own.
import type { Handlers } from '../../shared/contract/index.ts'
import type { Engine } from '../docker/engine.ts'
import type { ClusterFeed } from '../swarm/clusterFeed.ts'
import type { ClusterState } from '../swarm/clusterState.ts'
import { listEvents } from '../swarm/events.ts'
import { clusterHealth } from '../swarm/health.ts'
import { clusterInfo } from '../swarm/info.ts'
import { listNetworks } from '../swarm/networks.ts'
import { clusterStatistics } from '../swarm/statistics.ts'
import { watchStatistics } from '../swarm/watchStatistics.ts'
import { onceConnected } from './onceConnected.ts'

/** What the read handlers need of Clusters. */
export interface ReadClusters {
  /** Connects if needed; throws what keeps it from that. */
  engine(id: string, signal: AbortSignal): Promise<Engine>
  /** Begins to connect if nobody did yet. */
  get(id: string): { readonly feed: ClusterFeed }
}

export function clusterHandlers(clusters: ReadClusters): Handlers['cluster'] {
  const synced = async (connectionId: string, signal: AbortSignal): Promise<ClusterState> => {
    await clusters.engine(connectionId, signal)
    return clusters.get(connectionId).feed.synced(signal)
  }
  return {
    info: async ({ connectionId }, { signal }) =>
      clusterInfo(await clusters.engine(connectionId, signal), signal),
    health: async ({ connectionId }, { signal }) => clusterHealth(await synced(connectionId, signal)),
    statistics: async ({ connectionId }, { signal }) => clusterStatistics(await synced(connectionId, signal)),
    watchStatistics: ({ connectionId }, { signal }) =>
      watchStatistics(clusters.get(connectionId).feed, signal),
    watch: ({ connectionId }, { signal }) => clusters.get(connectionId).feed.watch(signal),
    networks: async ({ connectionId }, { signal }) =>
      listNetworks(await clusters.engine(connectionId, signal), signal),
    events: async ({ connectionId, since, limit }, { signal }) =>
      listEvents(await clusters.engine(connectionId, signal), { since, limit }, signal),
    watchEvents: ({ connectionId, limit }, { signal }) =>
      onceConnected(clusters, connectionId, signal, () =>
        clusters.get(connectionId).feed.watchEvents(limit, signal),
      ),
  }
}
