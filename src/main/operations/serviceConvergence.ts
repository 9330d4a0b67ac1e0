// Tells from repeated looks at a service whether a change of it has converged, the way `docker service update` does:
// the engine's update status where there is one, else every task of the new spec running and staying so.
import { isDeepStrictEqual } from 'node:util'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import { isJob } from '../swarm/serviceHealth.ts'
import { placeOf } from '../swarm/taskOrder.ts'
import type { Sighting } from './sighting.ts'
import { troubleOf } from './troubleInWords.ts'

/** One look: the service and only those of its tasks that are of its present spec. */
export interface ServiceLook {
  readonly service: Pick<Service, 'mode' | 'constraints' | 'ports' | 'update'>
  /** The raw spec, to notice that somebody changed it. */
  readonly spec: unknown
  readonly tasks: readonly Task[]
  readonly nodes: ReadonlyMap<string, Pick<SwarmNode, 'hostname' | 'state'>>
  /** How long tasks are watched for failure, and the pause between steps of an update; milliseconds. */
  readonly monitorMs: number
  readonly delayMs: number
  readonly nowMs: number
}

/** So often may one place fail before the operation is called failed; the service goes on trying by itself. */
const failuresPerPlace = 3
/** A place whose task failed and that nobody starts again. */
const abandonedMs = 15_000
const patienceMs = 10 * 60_000
/** However short the monitor period: at least this long must all run, and longer where a task has failed before. */
const steadyMs = 3000
const steadyAfterFailureMs = 10_000
const byHand = /manually requested rollback/i

type Counted = Pick<Sighting, 'progress' | 'log'> & {
  readonly why: string | null
  readonly settled: boolean
  readonly runningTasks: string
}

/** Holds what must be remembered from look to look. `rollback`: going back is what was asked. */
export class ServiceConvergence {
  readonly #rollback: boolean
  #spec: unknown = undefined
  #settledSince: number | null = null
  #settledTasks = ''
  #progressKey = ''
  #progressAt = 0
  #abandonedSince: number | null = null
  readonly #old = new Set<string>()
  readonly #failed = new Map<string, Task>()
  #update = ''

  constructor(rollback: boolean) {
    this.#rollback = rollback
  }

  /** The link was away: the time without a look does not count as time without progress. */
  resume(nowMs: number): void {
    this.#progressAt = nowMs
    this.#settledSince = null
  }

  look(look: ServiceLook): Sighting {
    if (this.#spec === undefined) this.#begin(look)
    const counted = this.#count(look)
    const { state, message } = look.service.update
    const backByItself = state.startsWith('rollback') && !this.#rollback && !byHand.test(message)
    if (!backByItself && !isDeepStrictEqual(this.#spec, look.spec)) {
      return ended('superseded', counted, 'Someone else changed the service meanwhile')
    }
    switch (state) {
      case 'paused':
        return ended('paused', counted, `The update is paused: ${message}`)
      case 'rollback_paused':
        return ended('paused', counted, `The rollback is paused: ${message}`)
      case 'rollback_started':
        if (backByItself) return going(counted, `Rolling back: ${message}`)
        break
      case 'rollback_completed':
        if (backByItself) return ended('rolledBack', counted, `The engine rolled it back: ${message}`)
        break
      case 'none':
      case 'updating':
      case 'completed':
    }
    if (isJob(look.service)) return ended('converged', counted, 'The job runs again')
    return this.#judge(look, counted)
  }

  #begin(look: ServiceLook): void {
    this.#spec = look.spec
    this.#progressAt = look.nowMs
    for (const task of look.tasks) if (task.phase === 'failed') this.#old.add(task.id)
  }

  #judge(look: ServiceLook, counted: Counted): Sighting {
    const { state } = look.service.update
    const total = counted.progress?.total ?? 0
    if (counted.settled) {
      // A task that ended and was replaced between two looks did not stay.
      if (this.#settledTasks !== counted.runningTasks) this.#settledSince = null
      this.#settledTasks = counted.runningTasks
      this.#settledSince ??= look.nowMs
      const confirmed = state === 'completed' || state === 'rollback_completed'
      const watch = Math.max(look.monitorMs, this.#failed.size > 0 ? steadyAfterFailureMs : steadyMs)
      const left = confirmed || total === 0 ? 0 : watch - (look.nowMs - this.#settledSince)
      const moving = state === 'updating' || state === 'rollback_started'
      if (left <= 0 && !moving) return ended('converged', counted, allAsAsked(look, total))
      const watching = moving
        ? 'All run; the engine still watches the last ones'
        : `All run; watching ${Math.ceil(left / 1000)} s more that they stay`
      return going(counted, watching)
    }
    this.#settledSince = null
    const failure = this.#failure(look, counted)
    if (failure !== null) return ended('failed', counted, failure)
    return going(counted, counted.why === null ? inProgress(look, counted) : `Waiting: ${counted.why}`)
  }

  /** Why it cannot become as asked, or null while it still may. */
  #failure(look: ServiceLook, counted: Counted): string | null {
    const { state } = look.service.update
    const why = counted.why ?? 'the tasks do not start'
    const limit = patienceMs + look.monitorMs + look.delayMs
    if (look.nowMs - this.#progressAt >= limit)
      return `No progress for ${Math.round(limit / 60_000)} min: ${why}`
    // While an update goes on, the engine itself decides by its failure action.
    if (state === 'updating' || state === 'rollback_started') return null
    const perPlace = Map.groupBy(this.#failed.values(), placeOf)
    const worst = Math.max(0, ...[...perPlace.values()].map((tasks) => tasks.length))
    if (worst >= failuresPerPlace) return `Its tasks keep failing: ${why}`
    const waiting = look.tasks.some((task) => task.phase === 'starting' || task.phase === 'pending')
    if (this.#failed.size === 0 || waiting) this.#abandonedSince = null
    else this.#abandonedSince ??= look.nowMs
    const abandoned = this.#abandonedSince !== null && look.nowMs - this.#abandonedSince >= abandonedMs
    return abandoned ? `It failed and is not started again: ${why}` : null
  }

  #count(look: ServiceLook): Counted {
    const log: string[] = []
    const { service, nodes } = look
    if (this.#update !== service.update.state) {
      this.#update = service.update.state
      if (service.update.message !== '') log.push(service.update.message)
    }
    for (const task of look.tasks) {
      if (task.phase !== 'failed' || this.#old.has(task.id) || this.#failed.has(task.id)) continue
      this.#failed.set(task.id, task)
      const on = task.nodeId === null ? '' : ` on ${nodes.get(task.nodeId)?.hostname ?? task.nodeId}`
      log.push(`${task.name} ${task.state}${on}: ${task.error ?? task.message}`)
    }
    const reachable = look.tasks.filter(
      ({ nodeId }) => nodeId === null || nodes.get(nodeId)?.state !== 'down',
    )
    const wanted = reachable.filter(
      ({ phase }) => phase === 'running' || phase === 'starting' || phase === 'pending',
    )
    const running = new Set(wanted.filter(({ phase }) => phase === 'running').map(placeOf)).size
    const places = new Set(wanted.map(placeOf)).size
    const total = service.mode.kind === 'replicated' ? service.mode.replicas : places
    const stopping = reachable.filter(({ phase }) => phase === 'stopping').length
    const key = `${running}/${total}/${stopping}/${service.update.state}`
    if (key !== this.#progressKey) {
      this.#progressKey = key
      this.#progressAt = look.nowMs
    }
    const missing = running < total || (service.mode.kind === 'global' && total === 0)
    return {
      progress: { done: Math.min(running, total), total },
      log,
      why: missing ? troubleOf(look) : null,
      settled: !missing && running === total && stopping === 0,
      runningTasks: wanted
        .map(({ id }) => id)
        .sort()
        .join(),
    }
  }
}

const going = ({ progress, log }: Counted, detail: string): Sighting => ({
  state: 'running',
  progress,
  detail,
  log,
})

const ended = (state: Sighting['state'], { progress, log }: Counted, detail: string): Sighting => ({
  state,
  progress,
  detail,
  log: [...log, detail],
})

function allAsAsked({ service }: ServiceLook, total: number): string {
  if (total === 0) return 'No task runs, as asked'
  const tasks = total === 1 ? 'The one task runs' : `All ${total} tasks run`
  return service.mode.kind === 'global' ? `${tasks}, one on each node that fits` : tasks
}

function inProgress({ tasks, service }: ServiceLook, { progress }: Counted): string {
  const stopping = tasks.filter(({ phase }) => phase === 'stopping').length
  const { done, total } = progress ?? { done: 0, total: 0 }
  if (done === total && stopping > 0) return stopping === 1 ? '1 task stops' : `${stopping} tasks stop`
  const verb = service.update.state === 'rollback_started' ? 'are back' : 'run'
  return `${done} of ${total} ${verb}`
}
