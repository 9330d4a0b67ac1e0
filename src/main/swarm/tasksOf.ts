// The tasks of given services: the one reading of tasks that the live picture and the verbs share.
import { AppError } from '../../shared/errors.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { listOf } from './records/fields.ts'
import { normalizeTask } from './records/taskRecord.ts'
import { newestFirst } from './taskOrder.ts'

type Named = Pick<Service, 'id' | 'name' | 'mode'>
/** So many services a request: the filter travels in the address, whose length the engine limits. */
const batch = 40

/**
 * The tasks of several services, each list by slot and newest first in it. GET /tasks with filter `service`.
 * A service without tasks has an empty list; one that is gone too.
 */
export async function listTasksOf(
  engine: Engine,
  services: readonly Named[],
  nodes: ReadonlyMap<string, Pick<SwarmNode, 'hostname'>>,
  signal: AbortSignal,
): Promise<Map<string, Task[]>> {
  const byId = new Map(services.map((service) => [service.id, service]))
  const names = {
    service: (id: string) => byId.get(id),
    nodeName: (id: string) => nodes.get(id)?.hostname,
  }
  const found = new Map<string, Task[]>(services.map((service) => [service.id, []]))
  const ids = services.map((service) => service.id)
  for (let from = 0; from < ids.length; from += batch) {
    for (const item of await rawTasks(engine, ids.slice(from, from + batch), signal)) {
      const task = normalizeTask(item, names)
      if (task !== null) found.get(task.serviceId)?.push(task)
    }
  }
  for (const tasks of found.values()) tasks.sort(newestFirst)
  return found
}

/** The engine refuses the whole filter where one service in it is gone: then halve it until that one stands alone. */
async function rawTasks(engine: Engine, ids: readonly string[], signal: AbortSignal): Promise<unknown[]> {
  const query = { filters: { service: ids } }
  try {
    return listOf(await askJson(engine, { path: '/tasks', query, about: 'the tasks' }, signal), 'the tasks')
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine.notFound') throw error
    if (ids.length <= 1) return []
    const half = Math.ceil(ids.length / 2)
    const first = await rawTasks(engine, ids.slice(0, half), signal)
    return [...first, ...(await rawTasks(engine, ids.slice(half), signal))]
  }
}
