// One rolling update or rollback of a service: replaces slot by slot, watches for failures, and says how it ended.
import type { DemoService, DemoTask } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import type { Cluster } from './cluster.ts'
import { createTask, letRun, startTask, stopTask } from './lifecycle.ts'

const nanosecondsPerMs = 1_000_000
const usualMonitorMs = 5000

export type RolloutEnd = { readonly kind: 'completed' } | { readonly kind: 'failed'; readonly taskId: string }

interface Replacement {
  readonly olds: readonly DemoTask[]
  readonly task: DemoTask
}

/** Follows `UpdateConfig` (or `RollbackConfig`): parallelism, delay, order, monitor, failure ratio. */
export class Rollout {
  readonly #cluster: Cluster
  readonly #service: DemoService
  readonly #ended: (end: RolloutEnd) => void
  readonly #queue: string[]
  readonly #total: number
  readonly #parallelism: number
  readonly #delayMs: number
  readonly #monitorMs: number
  readonly #maxFailureRatio: number
  readonly #carriesOn: boolean
  readonly #startFirst: boolean
  readonly #underWay = new Map<string, Replacement>()
  readonly #updated = new Map<string, number>()
  readonly #failed = new Set<string>()
  #resting = 0
  #over = false

  constructor(
    cluster: Cluster,
    service: DemoService,
    slotKeys: readonly string[],
    kind: 'update' | 'rollback',
    ended: (end: RolloutEnd) => void,
  ) {
    const policy = (kind === 'update' ? service.Spec.UpdateConfig : service.Spec.RollbackConfig) ?? {}
    this.#cluster = cluster
    this.#service = service
    this.#ended = ended
    this.#queue = [...slotKeys]
    this.#total = slotKeys.length
    // Without a policy swarmkit goes one by one; a policy with 0 means all at once.
    const asked = policy.Parallelism ?? 1
    this.#parallelism = asked === 0 ? Math.max(1, slotKeys.length) : asked
    this.#delayMs = (policy.Delay ?? 0) / nanosecondsPerMs
    this.#monitorMs = policy.Monitor ? policy.Monitor / nanosecondsPerMs : usualMonitorMs
    this.#maxFailureRatio = policy.MaxFailureRatio ?? 0
    this.#carriesOn = policy.FailureAction === 'continue'
    this.#startFirst = policy.Order === 'start-first'
  }

  start(): void {
    this.#next()
  }

  cancel(): void {
    this.#over = true
  }

  taskChanged(task: DemoTask): void {
    if (this.#over) return
    this.#countFailure(task)
    if (this.#over) return
    if (isPastRunning(task.state)) this.#releaseReplacements()
    const replacement = this.#underWay.get(task.id)
    if (!replacement || (task.state !== 'running' && !isPastRunning(task.state))) return
    this.#underWay.delete(task.id)
    if (this.#startFirst && task.state === 'running')
      for (const old of replacement.olds) stopTask(this.#cluster, old, 'shutdown')
    if (this.#delayMs === 0 || this.#queue.length === 0) {
      this.#next()
      return
    }
    this.#resting += 1
    this.#cluster.clock.after(this.#delayMs, () => {
      this.#resting -= 1
      this.#next()
    })
  }

  #next(): void {
    while (!this.#over && this.#underWay.size + this.#resting < this.#parallelism) {
      const slotKey = this.#queue.shift()
      if (slotKey === undefined) break
      this.#replace(slotKey)
    }
    if (this.#over || this.#queue.length > 0 || this.#underWay.size > 0 || this.#resting > 0) return
    const complete = (): void => {
      if (this.#over) return
      this.#over = true
      this.#ended({ kind: 'completed' })
    }
    this.#cluster.clock.after(this.#carriesOn ? 50 : this.#monitorMs, complete)
  }

  #replace(slotKey: string): void {
    const olds = this.#cluster.wanted(this.#service.ID, slotKey)
    const [first] = olds
    const isCurrent = olds.every((old) => old.spec === this.#service.Spec.TaskTemplate)
    if (!first || isCurrent) return
    const task = createTask(this.#cluster, this.#service, {
      slot: first.slot,
      nodeId: first.slot === null ? first.nodeId : null,
      desired: this.#startFirst ? 'running' : 'ready',
    })
    this.#underWay.set(task.id, { olds, task })
    this.#updated.set(task.id, this.#cluster.clock.now())
    startTask(this.#cluster, task)
    if (!this.#startFirst) for (const old of olds) stopTask(this.#cluster, old, 'shutdown')
    this.#releaseReplacements()
  }

  /** Stop-first: the new one may run once all old ones of its slot have ended. */
  #releaseReplacements(): void {
    for (const { olds, task } of this.#underWay.values())
      if (olds.every((old) => isPastRunning(old.state))) letRun(this.#cluster, task)
  }

  #countFailure(task: DemoTask): void {
    const since = this.#updated.get(task.id)
    if (since === undefined || this.#failed.has(task.id)) return
    if (task.state !== 'failed' && task.state !== 'rejected') return
    const began = task.startedMs ?? this.#cluster.clock.now()
    if (this.#cluster.clock.now() - began > this.#monitorMs) return
    this.#failed.add(task.id)
    if (this.#carriesOn || this.#failed.size / this.#total <= this.#maxFailureRatio) return
    this.#over = true
    this.#ended({ kind: 'failed', taskId: task.id })
  }
}
