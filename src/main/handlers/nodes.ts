// Nodes, read afresh each time.
import type { Handlers } from '../../shared/contract/index.ts'
import { getNode, inspectNode, listNodes } from '../swarm/nodes.ts'
import { listNodeTasks } from '../swarm/tasks.ts'
import type { ReadClusters } from './cluster.ts'

export function nodesHandlers(clusters: ReadClusters): Handlers['nodes'] {
  return {
    list: async ({ connectionId }, { signal }) =>
      listNodes(await clusters.engine(connectionId, signal), signal),
    get: async ({ connectionId, node }, { signal }) =>
      getNode(await clusters.engine(connectionId, signal), node, signal),
    inspect: async ({ connectionId, node }, { signal }) =>
      inspectNode(await clusters.engine(connectionId, signal), node, signal),
    tasks: async ({ connectionId, node }, { signal }) =>
      listNodeTasks(await clusters.engine(connectionId, signal), node, signal),
  }
}
