// Stacks, read afresh each time.
import type { Handlers } from '../../shared/contract/index.ts'
import { getStack, listStacks } from '../swarm/stacks.ts'
import type { ReadClusters } from './cluster.ts'

export function stacksHandlers(clusters: ReadClusters): Handlers['stacks'] {
  return {
    list: async ({ connectionId }, { signal }) =>
      listStacks(await clusters.engine(connectionId, signal), signal),
    get: async ({ connectionId, stack }, { signal }) =>
      getStack(await clusters.engine(connectionId, signal), stack, signal),
  }
}
