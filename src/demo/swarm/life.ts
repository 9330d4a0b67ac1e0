// What happens in the simulated swarm while nobody touches it: a process dies, a health check fails, a job runs again.
import type { DemoTask } from '../objects.ts'
import { isWanted } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { failTask } from './lifecycle.ts'
import type { Orchestrator } from './orchestrator.ts'

/** Names of services that fall over more often than others, and the exit code they leave. */
export interface Habits {
  readonly crashes: ReadonlyMap<string, number>
  readonly unhealthy: readonly string[]
  readonly repeats: readonly string[]
}

/** Goes on for as long as the clock does. */
export function liveOn(cluster: Cluster, orchestrator: Orchestrator, habits: Habits): void {
  const { random, clock } = cluster
  const every = (low: number, high: number, happen: () => void): void => {
    clock.after(random.between(low, high), () => {
      happen()
      every(low, high, happen)
    })
  }
  const troubled = [...habits.crashes.keys()]
  every(45_000, 120_000, () => {
    const name = random.pick(troubled)
    if (name === undefined) return
    const exitCode = habits.crashes.get(name) ?? 1
    const task = runningTask(cluster, name)
    if (task) failTask(cluster, task, exitCode, `task: non-zero exit (${exitCode})`)
  })
  every(70_000, 150_000, () => {
    const task = runningTask(cluster, random.pick(habits.unhealthy) ?? '')
    if (task) failTask(cluster, task, 137, 'task: non-zero exit (137): dockerexec: unhealthy container')
  })
  every(240_000, 300_000, () => {
    const service = cluster.services.get(cluster.serviceIdByName.get(random.pick(habits.repeats) ?? '') ?? '')
    if (!service?.JobStatus) return
    service.JobStatus = {
      JobIteration: { Index: (service.JobStatus.JobIteration.Index ?? 0) + 1 },
      LastExecution: clock.stamp(),
    }
    cluster.touch(service)
    orchestrator.reconcile(service)
  })
}

function runningTask(cluster: Cluster, name: string): DemoTask | undefined {
  const serviceId = cluster.serviceIdByName.get(name)
  if (serviceId === undefined) return undefined
  const running = [...cluster.tasksOf(serviceId)].filter((task) => task.state === 'running' && isWanted(task))
  return cluster.random.pick(running)
}
