// The first reading of a connection: everything once, tasks too. After each reconnect again, for events cannot be
// replayed far enough.
import type { ClusterState } from '../clusterState.ts'
import { emptyClusterState } from '../clusterState.ts'
import type { Engine } from '../../docker/engine.ts'
import { askJson } from '../ask.ts'
import { clusterInfo } from '../info.ts'
import { listNetworks } from '../networks.ts'
import { listNodes } from '../nodes.ts'
import { rawServices } from '../rawServices.ts'
import { listOf } from '../records/fields.ts'
import { normalizeService, serviceHead } from '../records/serviceRecord.ts'
import { normalizeTask } from '../records/taskRecord.ts'
import { newestFirst } from '../taskOrder.ts'
import type { Task } from '../../../shared/model/task.ts'
import { withNetworks, withNodes, withServices, withTasks, type Picture } from './picture.ts'

export interface FullReading {
  readonly picture: Picture
  /** By service id, what tells whether it changed since. */
  readonly marks: ReadonlyMap<string, string>
}

/**
 * GET /info, /swarm, /nodes, /services?status=true, /networks, /tasks.
 * @throws AppError `swarm.*` where there is no cluster to read
 */
export async function readCluster(
  engine: Engine,
  link: ClusterState['link'],
  signal: AbortSignal,
): Promise<FullReading> {
  const info = await clusterInfo(engine, signal)
  const [nodes, raw, networks, rawTasks] = await Promise.all([
    listNodes(engine, signal),
    rawServices(engine, null, signal),
    listNetworks(engine, signal),
    askJson(engine, { path: '/tasks', about: 'the tasks' }, signal),
  ])
  const now = Date.now()
  const services = raw.map(normalizeService)
  const byId = new Map(services.map((service) => [service.id, service]))
  const nodeNames = new Map(nodes.map((node) => [node.id, node.hostname]))
  const tasksOf = new Map<string, Task[]>(services.map((service) => [service.id, []]))
  const names = { service: (id: string) => byId.get(id), nodeName: (id: string) => nodeNames.get(id) }
  for (const item of listOf(rawTasks, 'the tasks')) {
    const task = normalizeTask(item, names)
    if (task !== null) tasksOf.get(task.serviceId)?.push(task)
  }
  for (const tasks of tasksOf.values()) tasks.sort(newestFirst)
  const empty: Picture = {
    state: { ...emptyClusterState(link), info, synced: true, asOf: new Date(now).toISOString() },
    tasksOf: new Map(),
  }
  const shown = withServices(withNetworks(withNodes(empty, nodes), networks), services, null, now)
  return {
    picture: withTasks(shown, tasksOf, now).picture,
    marks: new Map(raw.map(serviceHead).map(({ id, mark }) => [id, mark])),
  }
}
