// The life of one task, from new to its end, as the engine reports it: states, messages, errors and how long each takes.
import type { DemoService, DemoTask, TaskState } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import type { Cluster } from './cluster.ts'
import { placeTask, whyNotOn } from './schedule.ts'

/** Swarm's TaskHistoryRetentionLimit: attempts kept for one replica, the present one included. */
const keptAttempts = 5

export interface TaskPlace {
  /** null for global services, which have a node instead. */
  readonly slot: number | null
  readonly nodeId: string | null
  readonly desired: TaskState
  readonly jobIteration?: number
  /** Milliseconds since 1970, for a task that is older than the program. */
  readonly createdMs?: number
}

/** A new task of the service as it is now. `startTask` sets it going. */
export function createTask(cluster: Cluster, service: DemoService, place: TaskPlace): DemoTask {
  const now = place.createdMs ?? cluster.clock.now()
  const stamp = cluster.clock.stamp(now)
  const task: DemoTask = {
    id: cluster.random.id(),
    version: cluster.nextIndex(),
    createdAt: stamp,
    createdMs: now,
    updatedAt: stamp,
    serviceId: service.ID,
    slot: place.slot,
    slotKey: place.slot === null ? (place.nodeId ?? '') : String(place.slot),
    nodeId: place.nodeId,
    spec: service.Spec.TaskTemplate,
    jobIteration: place.jobIteration ?? null,
    desired: place.desired,
    state: 'new',
    message: 'created',
    err: null,
    exitCode: 0,
    containerId: null,
    pid: 0,
    since: stamp,
    startedMs: null,
    endedMs: null,
    addressTail: cluster.random.between(3, 254),
    alarm: null,
  }
  cluster.addTask(task)
  forgetOldAttempts(cluster, task)
  return task
}

export function startTask(cluster: Cluster, task: DemoTask): void {
  after(cluster, task, 20, 80, () => {
    set(cluster, task, 'pending', 'pending task scheduling')
    if (task.state === 'pending') after(cluster, task, 20, 120, () => findNode(cluster, task))
  })
}

/** Running since `startedMs` without having gone through the steps: how a swarm looks that was there before. */
export function settleTask(cluster: Cluster, task: DemoTask, nodeId: string, startedMs: number): void {
  if (task.nodeId === null) cluster.assignTask(task, nodeId)
  task.state = 'running'
  task.message = 'started'
  task.since = cluster.clock.stamp(startedMs)
  task.updatedAt = task.since
  task.startedMs = startedMs
  giveContainer(cluster, task)
  task.pid = cluster.random.between(1000, 400_000)
}

/** Asks a task to end. With `remove` it is also forgotten, as after scaling down or removing its service. */
export function stopTask(cluster: Cluster, task: DemoTask, desired: 'shutdown' | 'remove'): void {
  if (task.desired === 'remove') return
  task.desired = desired
  cluster.touchTask(task)
  if (isPastRunning(task.state)) {
    if (desired === 'remove') cluster.removeTask(task)
    return
  }
  cluster.clock.cancel(task.alarm)
  cluster.pending.delete(task)
  const end = (): void => {
    set(cluster, task, 'shutdown', 'shutdown')
    if (task.desired === 'remove') cluster.removeTask(task)
  }
  if (task.containerId === null) end()
  else after(cluster, task, 150, 900, end)
}

/** A replacement waits in `ready` until it may run; this lets it. */
export function letRun(cluster: Cluster, task: DemoTask): void {
  if (task.desired !== 'ready') return
  task.desired = 'running'
  cluster.touchTask(task)
  if (task.state === 'ready') after(cluster, task, 20, 60, () => launch(cluster, task))
}

/** Ends a task against its will. */
export function failTask(cluster: Cluster, task: DemoTask, exitCode: number, err: string): void {
  cluster.clock.cancel(task.alarm)
  task.exitCode = exitCode
  set(cluster, task, 'failed', task.message, err)
}

export function rejectTask(cluster: Cluster, task: DemoTask, message: string, err: string): void {
  cluster.clock.cancel(task.alarm)
  set(cluster, task, 'rejected', message, err)
}

/** A node became free or fit: the waiting ones try again. */
export function retryPending(cluster: Cluster): void {
  for (const task of cluster.pending) {
    if (!task.alarm?.run) after(cluster, task, 50, 150, () => findNode(cluster, task))
  }
}

function findNode(cluster: Cluster, task: DemoTask): void {
  const service = cluster.services.get(task.serviceId)
  if (!service || task.state !== 'pending') return
  const fixed = task.nodeId === null ? null : cluster.nodes.get(task.nodeId)
  let why: string | null = null
  if (fixed) {
    why = whyNotOn(cluster, fixed, service, task)
  } else {
    const placement = placeTask(cluster, service, task)
    if ('node' in placement) cluster.assignTask(task, placement.node.ID)
    else why = placement.why
  }
  if (why === null) {
    cluster.pending.delete(task)
    set(cluster, task, 'assigned', 'scheduler assigned task to node')
    after(cluster, task, 30, 120, () => prepare(cluster, task))
    return
  }
  cluster.pending.add(task)
  if (task.err !== why) set(cluster, task, 'pending', 'pending task scheduling', why)
}

function prepare(cluster: Cluster, task: DemoTask): void {
  set(cluster, task, 'accepted', 'accepted')
  after(cluster, task, 30, 100, () => {
    set(cluster, task, 'preparing', 'preparing')
    after(cluster, task, 350, 1500, () => {
      const image = task.spec.ContainerSpec?.Image ?? ''
      if (tagOf(image).includes('missing')) {
        set(cluster, task, 'rejected', 'preparing', `No such image: ${image}`)
        return
      }
      giveContainer(cluster, task)
      set(cluster, task, 'ready', 'prepared')
      if (task.state === 'ready' && task.desired !== 'ready')
        after(cluster, task, 20, 60, () => launch(cluster, task))
    })
  })
}

function launch(cluster: Cluster, task: DemoTask): void {
  set(cluster, task, 'starting', 'starting')
  const image = task.spec.ContainerSpec?.Image ?? ''
  const checked = (task.spec.ContainerSpec?.Healthcheck?.Test?.[0] ?? 'NONE') !== 'NONE'
  after(cluster, task, checked ? 500 : 150, checked ? 1500 : 600, () => {
    if (tagOf(image).includes('broken')) {
      task.exitCode = 1
      set(cluster, task, 'failed', 'started', 'task: non-zero exit (1)')
      return
    }
    task.startedMs = cluster.clock.now()
    task.pid = cluster.random.between(1000, 400_000)
    set(cluster, task, 'running', 'started')
    if (task.desired === 'complete')
      after(cluster, task, 6000, 18_000, () => set(cluster, task, 'complete', 'finished'))
  })
}

function set(
  cluster: Cluster,
  task: DemoTask,
  state: TaskState,
  message: string,
  err: string | null = null,
): void {
  if (isPastRunning(task.state) || !cluster.tasks.has(task.id)) return
  task.state = state
  task.message = message
  task.err = err
  task.since = cluster.clock.stamp()
  if (isPastRunning(state)) {
    task.endedMs = cluster.clock.now()
    task.pid = 0
    cluster.pending.delete(task)
  }
  cluster.touchTask(task)
  cluster.onTaskChange(task)
}

function after(cluster: Cluster, task: DemoTask, low: number, high: number, run: () => void): void {
  cluster.clock.cancel(task.alarm)
  task.alarm = cluster.clock.after(cluster.random.between(low, high), run)
}

function giveContainer(cluster: Cluster, task: DemoTask): void {
  task.containerId = cluster.random.hex(64)
}

function tagOf(image: string): string {
  const named = image.split('@', 1)[0] ?? ''
  const colon = named.lastIndexOf(':')
  return colon > named.lastIndexOf('/') ? named.slice(colon + 1) : ''
}

function forgetOldAttempts(cluster: Cluster, task: DemoTask): void {
  const attempts = cluster.attempts(task.serviceId, task.slotKey)
  const ended = attempts.filter((other) => isPastRunning(other.state) && isPastRunning(other.desired))
  for (const old of ended.slice(0, Math.max(0, attempts.length - keptAttempts))) cluster.removeTask(old)
}
