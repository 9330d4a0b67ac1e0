// Reading tasks: always of given services or of one node, never all.
import type { Task } from '../../shared/model/task.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { getNode, listNodes } from './nodes.ts'
import { listOf } from './records/fields.ts'
import { normalizeService } from './records/serviceRecord.ts'
import { normalizeTask } from './records/taskRecord.ts'
import { rawServices } from './rawServices.ts'
import { getService } from './services.ts'
import { listTasksOf } from './tasksOf.ts'

/** All tasks a service still remembers, by slot, newest first in each. @throws AppError `engine.notFound` */
export async function listServiceTasks(
  engine: Engine,
  reference: string,
  signal: AbortSignal,
): Promise<Task[]> {
  const [service, nodes] = await Promise.all([
    getService(engine, reference, signal),
    listNodes(engine, signal),
  ])
  const tasks = await listTasksOf(engine, [service], new Map(nodes.map((node) => [node.id, node])), signal)
  return tasks.get(service.id) ?? []
}

/** All tasks the engine still remembers of a node, newest first. GET /tasks. @throws AppError `engine.notFound` */
export async function listNodeTasks(engine: Engine, reference: string, signal: AbortSignal): Promise<Task[]> {
  const node = await getNode(engine, reference, signal)
  const [rawTasks, raw] = await Promise.all([
    askJson(engine, { path: '/tasks', query: { filters: { node: [node.id] } }, about: 'the tasks' }, signal),
    rawServices(engine, null, signal),
  ])
  const services = new Map(raw.map(normalizeService).map((service) => [service.id, service]))
  const names = {
    service: (id: string) => services.get(id),
    nodeName: (id: string) => (id === node.id ? node.hostname : undefined),
  }
  return listOf(rawTasks, 'the tasks')
    .map((task) => normalizeTask(task, names))
    .filter((task) => task !== null)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
}
