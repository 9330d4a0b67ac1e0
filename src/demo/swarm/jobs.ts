// Services that run to completion: so many completions in all, or once on each node.
import type { DemoService, DemoTask } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import type { Cluster } from './cluster.ts'
import { parseConstraints, satisfies } from './constraints.ts'
import { createTask, startTask, stopTask } from './lifecycle.ts'

export function reconcileReplicatedJob(cluster: Cluster, service: DemoService): void {
  const mode = service.Spec.Mode.ReplicatedJob
  const atOnce = mode?.MaxConcurrent ?? 1
  const total = mode?.TotalCompletions ?? atOnce
  const { iteration, present } = current(cluster, service)
  const completed = present.filter((task) => task.state === 'complete').length
  const underWay = present.filter((task) => !isPastRunning(task.state) && task.desired === 'complete').length
  const missing = Math.min(atOnce - underWay, total - completed - underWay)
  const taken = new Set(
    present
      .filter((task) => task.state === 'complete' || !isPastRunning(task.state))
      .map((task) => task.slot),
  )
  for (let slot = 0, left = missing; left > 0; slot++) {
    if (taken.has(slot)) continue
    left -= 1
    const place = { slot, nodeId: null, desired: 'complete', jobIteration: iteration } as const
    startTask(cluster, createTask(cluster, service, place))
  }
}

export function reconcileGlobalJob(cluster: Cluster, service: DemoService): void {
  const { iteration, present } = current(cluster, service)
  const constraints = parseConstraints(service.Spec.TaskTemplate.Placement?.Constraints)
  for (const node of cluster.nodes.values()) {
    const isDone = present.some(
      (task) => task.nodeId === node.ID && (task.state === 'complete' || !isPastRunning(task.state)),
    )
    if (isDone || node.Spec.Availability !== 'active' || !satisfies(node, constraints)) continue
    const place = { slot: null, nodeId: node.ID, desired: 'complete', jobIteration: iteration } as const
    startTask(cluster, createTask(cluster, service, place))
  }
}

/** The tasks of the present run; those of earlier runs go. */
function current(cluster: Cluster, service: DemoService): { iteration: number; present: DemoTask[] } {
  const iteration = service.JobStatus?.JobIteration.Index ?? 0
  const present: DemoTask[] = []
  for (const task of cluster.tasksOf(service.ID)) {
    if (task.jobIteration === iteration) present.push(task)
    else stopTask(cluster, task, 'remove')
  }
  return { iteration, present }
}
