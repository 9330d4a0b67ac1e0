// Output of services and tasks. It goes on over a lost link, so it asks for the engine anew each time it needs one.
import type { Handlers } from '../../shared/contract/index.ts'
import { readLogs } from '../swarm/logs.ts'
import type { ReadClusters } from './cluster.ts'

export function logsHandlers(clusters: ReadClusters): Handlers['logs'] {
  return {
    read: ({ connectionId, ...query }, { signal }) =>
      readLogs((until) => clusters.engine(connectionId, until), query, signal),
  }
}
