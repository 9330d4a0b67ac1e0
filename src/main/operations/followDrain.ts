// Follows a drain until the node runs no task any more.
import type { Availability } from '../../shared/model/node.ts'
import type { Task } from '../../shared/model/task.ts'
import { getNode } from '../swarm/nodes.ts'
import { readTasks } from './readTasks.ts'
import type { Follower, Sighting } from './sighting.ts'

interface DrainLook {
  readonly name: string
  readonly availability: Availability
  readonly down: boolean
  readonly tasks: readonly Pick<Task, 'id' | 'phase'>[]
}

/** GET /nodes/{id} and GET /tasks of that node only. */
export function followDrain(nodeId: string): Follower {
  const seen = new Set<string>()
  return {
    resume: () => {},
    look: async (engine, nodes, signal) => {
      const node = await getNode(engine, nodeId, signal)
      const names = { service: () => undefined, nodeName: (id: string) => nodes.get(id)?.hostname }
      const tasks = await readTasks(engine, { node: [nodeId] }, names, signal)
      return drainSighting(
        { name: node.hostname, availability: node.availability, down: node.state === 'down', tasks },
        seen,
      )
    },
  }
}

/** @param seen ids of all tasks that were ever seen here during the drain; grows */
export function drainSighting({ name, availability, down, tasks }: DrainLook, seen: Set<string>): Sighting {
  const left = tasks.filter(
    ({ phase }) => phase === 'running' || phase === 'starting' || phase === 'stopping',
  )
  for (const { id } of left) seen.add(id)
  const progress = { done: seen.size - left.length, total: seen.size }
  if (availability !== 'drain') {
    const detail = `Someone set ${name} to ${availability} meanwhile`
    return { state: 'superseded', progress, detail, log: [detail] }
  }
  const wanted = left.filter(({ phase }) => phase !== 'stopping')
  if (left.length === 0 || (down && wanted.length === 0)) {
    const detail = down
      ? `${name} is down; its tasks were given to other nodes`
      : `${name} is drained: no task runs on it`
    return { state: 'converged', progress, detail, log: [detail] }
  }
  const detail = left.length === 1 ? '1 task has yet to leave' : `${left.length} tasks have yet to leave`
  return { state: 'running', progress, detail, log: [] }
}
