// Follows a removed service until its last task is gone.
import type { Task } from '../../shared/model/task.ts'
import { readTasks } from './readTasks.ts'
import type { Follower, Sighting } from './sighting.ts'

/** GET /tasks by the name they begin with: the engine knows no filter for a service that is gone. */
export function followRemoval(serviceId: string, name: string): Follower {
  let total = 0
  return {
    resume: () => {},
    look: async (engine, nodes, signal) => {
      const names = { service: () => undefined, nodeName: (id: string) => nodes.get(id)?.hostname }
      const tasks = (await readTasks(engine, { name: [name] }, names, signal)).filter(
        (task) => task.serviceId === serviceId && holdsContainer(task),
      )
      const left = tasks.filter(({ nodeId }) => nodeId === null || nodes.get(nodeId)?.state !== 'down')
      total = Math.max(total, left.length)
      return removalSighting(left.length, total, tasks.length - left.length)
    },
  }
}

/** Whether it still is, or may become, a container. */
const holdsContainer = ({ phase }: Task): boolean =>
  phase === 'running' || phase === 'starting' || phase === 'stopping'

/** @param outOfReach tasks on nodes that are down, which end when the node is back */
export function removalSighting(left: number, total: number, outOfReach: number): Sighting {
  const progress = { done: total - left, total }
  if (left > 0) {
    const detail = left === 1 ? '1 task is still stopping' : `${left} tasks are still stopping`
    return { state: 'running', progress, detail, log: [] }
  }
  const rest =
    outOfReach === 0
      ? ''
      : `; ${outOfReach === 1 ? '1 task' : `${outOfReach} tasks`} on a node that is down ${outOfReach === 1 ? 'ends' : 'end'} when it is back`
  const detail = `Removed, its tasks are gone${rest}`
  return { state: 'converged', progress, detail, log: [detail] }
}
