// Keeps what runs in step with what is asked: replicas, one task a node, jobs, restarts, updates, drained nodes.
import type { DemoNode, DemoService, DemoTask } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import { announceService, faceOf } from './announce.ts'
import type { Cluster } from './cluster.ts'
import { isWanted } from './cluster.ts'
import { parseConstraints, satisfies } from './constraints.ts'
import { reconcileGlobalJob, reconcileReplicatedJob } from './jobs.ts'
import { createTask, letRun, rejectTask, retryPending, startTask, stopTask } from './lifecycle.ts'
import type { RolloutEnd } from './rollout.ts'
import { Rollout } from './rollout.ts'

const nanosecondsPerMs = 1_000_000
const usualRestartDelayMs = 5000

export class Orchestrator {
  readonly #cluster: Cluster
  readonly #rollouts = new Map<string, Rollout>()
  readonly #restarts = new Map<string, number>()

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    cluster.onTaskChange = (task) => this.#taskChanged(task)
  }

  /** After a service was created or its spec changed. `rollback`: it was put back to its previous spec. */
  serviceChanged(service: DemoService, kind: 'update' | 'rollback' = 'update'): void {
    this.#rollouts.get(service.ID)?.cancel()
    this.#rollouts.delete(service.ID)
    this.reconcile(service)
    if (service.Spec.Mode.ReplicatedJob || service.Spec.Mode.GlobalJob) return
    const dirty = new Set<string>()
    for (const task of this.#cluster.tasksOf(service.ID))
      if (isWanted(task) && task.spec !== service.Spec.TaskTemplate) dirty.add(task.slotKey)
    if (dirty.size > 0) this.#roll(service, [...dirty], kind)
    else if (kind === 'rollback') this.#endRollout(service, kind, { kind: 'completed' })
  }

  serviceRemoved(service: DemoService): void {
    this.#rollouts.get(service.ID)?.cancel()
    this.#rollouts.delete(service.ID)
    for (const task of this.#cluster.tasksOf(service.ID)) stopTask(this.#cluster, task, 'remove')
  }

  reconcile(service: DemoService): void {
    const { Mode } = service.Spec
    if (Mode.Global) this.#reconcileGlobal(service)
    else if (Mode.ReplicatedJob) reconcileReplicatedJob(this.#cluster, service)
    else if (Mode.GlobalJob) reconcileGlobalJob(this.#cluster, service)
    else this.#reconcileReplicated(service, Mode.Replicated?.Replicas ?? 1)
  }

  nodeChanged(node: DemoNode): void {
    // A copy: what is rejected is replaced, at times on this very node.
    const present = Array.from(this.#cluster.tasksOn(node.ID))
    for (const task of present) {
      const service = this.#cluster.services.get(task.serviceId)
      if (!service || !isWanted(task) || isPastRunning(task.state)) continue
      if (node.Spec.Availability === 'drain') this.#moveAway(service, task)
      else if (!satisfies(node, parseConstraints(task.spec.Placement?.Constraints)))
        rejectTask(
          this.#cluster,
          task,
          'task rejected by constraint enforcer',
          'assigned node no longer meets constraints',
        )
    }
    for (const service of this.#cluster.services.values())
      if (service.Spec.Mode.Global || service.Spec.Mode.GlobalJob) this.reconcile(service)
    retryPending(this.#cluster)
  }

  #moveAway(service: DemoService, task: DemoTask): void {
    stopTask(this.#cluster, task, 'shutdown')
    if (task.slot === null) return
    if (task.jobIteration !== null) this.reconcile(service)
    else
      startTask(
        this.#cluster,
        createTask(this.#cluster, service, { slot: task.slot, nodeId: null, desired: 'running' }),
      )
  }

  #reconcileReplicated(service: DemoService, replicas: number): void {
    const slots = new Map<number, DemoTask[]>()
    for (const task of this.#cluster.tasksOf(service.ID)) {
      if (task.slot === null || !isWanted(task)) continue
      const known = slots.get(task.slot)
      if (known) known.push(task)
      else slots.set(task.slot, [task])
    }
    for (let slot = 1, missing = replicas - slots.size; missing > 0; slot++) {
      if (slots.has(slot)) continue
      missing -= 1
      startTask(this.#cluster, createTask(this.#cluster, service, { slot, nodeId: null, desired: 'running' }))
    }
    if (slots.size <= replicas) return
    const isRunning = (tasks: readonly DemoTask[]): number =>
      tasks.some((task) => task.state === 'running') ? 1 : 0
    const leastUseful = [...slots].sort(
      ([left, leftTasks], [right, rightTasks]) =>
        isRunning(leftTasks) - isRunning(rightTasks) || right - left,
    )
    for (const [slot] of leastUseful.slice(0, slots.size - replicas))
      for (const task of this.#cluster.attempts(service.ID, String(slot)))
        stopTask(this.#cluster, task, 'remove')
  }

  #reconcileGlobal(service: DemoService): void {
    const constraints = parseConstraints(service.Spec.TaskTemplate.Placement?.Constraints)
    for (const node of this.#cluster.nodes.values()) {
      const fits = node.Spec.Availability !== 'drain' && satisfies(node, constraints)
      const present = this.#cluster.wanted(service.ID, node.ID)
      if (!fits) for (const task of present) stopTask(this.#cluster, task, 'shutdown')
      else if (present.length === 0 && node.Spec.Availability === 'active' && node.Status.State === 'ready')
        startTask(
          this.#cluster,
          createTask(this.#cluster, service, { slot: null, nodeId: node.ID, desired: 'running' }),
        )
    }
  }

  #taskChanged(task: DemoTask): void {
    this.#rollouts.get(task.serviceId)?.taskChanged(task)
    if (!isPastRunning(task.state)) return
    this.#restart(task)
    retryPending(this.#cluster)
  }

  #restart(task: DemoTask): void {
    const service = this.#cluster.services.get(task.serviceId)
    if (!service || task.desired === 'shutdown' || task.desired === 'remove') return
    const policy = service.Spec.TaskTemplate.RestartPolicy
    const delayMs = typeof policy?.Delay === 'number' ? policy.Delay / nanosecondsPerMs : usualRestartDelayMs
    if (task.jobIteration !== null) {
      const again = (): void => {
        if (this.#cluster.services.get(service.ID) === service) this.reconcile(service)
      }
      this.#cluster.clock.after(task.state === 'complete' ? 100 : delayMs, again)
      if (task.state !== 'complete') stopTask(this.#cluster, task, 'shutdown')
      return
    }
    // What died while it only got ready had not waited out its delay: its successor waits from the start.
    const wasWaiting = task.desired === 'ready'
    stopTask(this.#cluster, task, 'shutdown')
    const condition = policy?.Condition ?? 'any'
    const key = `${service.ID}/${task.slotKey}`
    const attempts = (this.#restarts.get(key) ?? 0) + 1
    const isFailure = task.state === 'failed' || task.state === 'rejected'
    if (condition === 'none' || (condition === 'on-failure' && !isFailure)) return
    if (policy?.MaxAttempts && attempts > policy.MaxAttempts) return
    this.#restarts.set(key, attempts)
    const replacement = createTask(this.#cluster, service, {
      slot: task.slot,
      nodeId: task.slot === null ? task.nodeId : null,
      desired: 'ready',
    })
    if (!wasWaiting) startTask(this.#cluster, replacement)
    this.#cluster.clock.after(delayMs, () => {
      if (replacement.desired !== 'ready') return
      letRun(this.#cluster, replacement)
      if (wasWaiting) startTask(this.#cluster, replacement)
    })
  }

  #roll(service: DemoService, slotKeys: readonly string[], kind: 'update' | 'rollback'): void {
    for (const slotKey of slotKeys) this.#restarts.delete(`${service.ID}/${slotKey}`)
    if (kind === 'update') {
      const before = faceOf(service)
      service.UpdateStatus = {
        State: 'updating',
        StartedAt: this.#cluster.clock.stamp(),
        Message: 'update in progress',
      }
      this.#cluster.touch(service)
      announceService(this.#cluster, 'update', service, before)
    }
    const rollout = new Rollout(this.#cluster, service, slotKeys, kind, (end) =>
      this.#endRollout(service, kind, end),
    )
    this.#rollouts.set(service.ID, rollout)
    rollout.start()
  }

  #endRollout(service: DemoService, kind: 'update' | 'rollback', end: RolloutEnd): void {
    this.#rollouts.delete(service.ID)
    const before = faceOf(service)
    const started = service.UpdateStatus?.StartedAt
    const base = started === undefined ? {} : { StartedAt: started }
    const CompletedAt = this.#cluster.clock.stamp()
    const why = end.kind === 'failed' ? `due to failure or early termination of task ${end.taskId}` : ''
    const rollsBack =
      kind === 'update' && service.Spec.UpdateConfig?.FailureAction === 'rollback' && service.PreviousSpec
    if (end.kind === 'completed')
      service.UpdateStatus =
        kind === 'update'
          ? { State: 'completed', ...base, CompletedAt, Message: 'update completed' }
          : { State: 'rollback_completed', ...base, CompletedAt, Message: 'rollback completed' }
    else if (kind === 'rollback')
      service.UpdateStatus = { State: 'rollback_paused', ...base, Message: `rollback paused ${why}` }
    else if (rollsBack)
      service.UpdateStatus = { State: 'rollback_started', ...base, Message: `update rolled back ${why}` }
    else service.UpdateStatus = { State: 'paused', ...base, Message: `update paused ${why}` }
    if (end.kind === 'failed' && rollsBack) {
      service.Spec = rollsBack
      delete service.PreviousSpec
    }
    this.#cluster.touch(service)
    announceService(this.#cluster, 'update', service, before)
    if (end.kind === 'failed' && rollsBack) this.serviceChanged(service, 'rollback')
  }
}
