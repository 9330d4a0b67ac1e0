// Services and their tasks, read afresh each time; watching a service's tasks goes through the live picture.
import type { Handlers } from '../../shared/contract/index.ts'
import { getService, inspectService, listServices } from '../swarm/services.ts'
import { listServiceTasks } from '../swarm/tasks.ts'
import type { ReadClusters } from './cluster.ts'

export function servicesHandlers(clusters: ReadClusters): Handlers['services'] {
  return {
    list: async ({ connectionId }, { signal }) =>
      listServices(await clusters.engine(connectionId, signal), signal),
    get: async ({ connectionId, service }, { signal }) =>
      getService(await clusters.engine(connectionId, signal), service, signal),
    inspect: async ({ connectionId, service }, { signal }) =>
      inspectService(await clusters.engine(connectionId, signal), service, signal),
    tasks: async ({ connectionId, service }, { signal }) =>
      listServiceTasks(await clusters.engine(connectionId, signal), service, signal),
    watchTasks: async function* ({ connectionId, service }, { signal }) {
      const { id } = await getService(await clusters.engine(connectionId, signal), service, signal)
      const { feed } = clusters.get(connectionId)
      await feed.synced(signal)
      yield* feed.watchTasks(id, signal)
    },
  }
}
