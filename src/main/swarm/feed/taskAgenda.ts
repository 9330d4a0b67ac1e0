// Whose tasks to read next. Swarm tells nothing of tasks, and reading them all on a timer would load the managers: so
// those of services that changed, are unsettled or on screen, and one settled service a turn so that none stays stale.
import type { Service } from '../../../shared/model/service.ts'
import type { Task } from '../../../shared/model/task.ts'

/** A service that just changed is read each turn for so long; milliseconds. */
const closely = 5_000
/** The longest wait between two readings of an unsettled service where nothing moves; milliseconds. */
const patient = 4_000
/** Services a turn, so that even a cluster in trouble is never read whole at once. */
const atMost = 120

interface Entry {
  readAt: number
  /** Readings in a row that brought nothing new. */
  quiet: number
  closelyUntil: number
}

export class TaskAgenda {
  readonly #entries = new Map<string, Entry>()
  readonly #held = new Map<string, number>()

  /** Something about the service changed: read it now and closely for a while. Times in milliseconds. */
  touch(id: string, now: number): void {
    const entry = this.#entry(id)
    entry.quiet = 0
    entry.closelyUntil = now + closely
    entry.readAt = Math.min(entry.readAt, now - closely)
  }

  /** On screen: read each turn until released as often as held. */
  hold(id: string): void {
    this.#held.set(id, (this.#held.get(id) ?? 0) + 1)
  }

  release(id: string): void {
    const left = (this.#held.get(id) ?? 0) - 1
    if (left > 0) this.#held.set(id, left)
    else this.#held.delete(id)
  }

  /** A reading is done. @param changed whether it brought anything new */
  done(id: string, now: number, changed: boolean): void {
    const entry = this.#entry(id)
    entry.readAt = now
    entry.quiet = changed ? 0 : entry.quiet + 1
  }

  forget(id: string): void {
    this.#entries.delete(id)
  }

  /** The ids to read now: the longest unread first, one settled service among them. */
  next(
    services: ReadonlyMap<string, Service>,
    tasksOf: (id: string) => readonly Task[],
    now: number,
  ): string[] {
    const due: { id: string; readAt: number }[] = []
    let settled: { id: string; readAt: number } | null = null
    for (const service of services.values()) {
      const { id } = service
      const entry = this.#entry(id)
      const { readAt } = entry
      if (this.#held.has(id) || entry.closelyUntil > now) due.push({ id, readAt })
      else if (isUnsettled(service, tasksOf(id))) {
        if (now - readAt >= waitOf(entry.quiet)) due.push({ id, readAt })
      } else if (settled === null || readAt < settled.readAt) settled = { id, readAt }
    }
    due.sort((a, b) => a.readAt - b.readAt)
    const ids = due.slice(0, atMost).map((each) => each.id)
    return settled === null ? ids : [...ids, settled.id]
  }

  /** Whether anything asks for quick turns. */
  isBusy(now: number): boolean {
    if (this.#held.size > 0) return true
    for (const entry of this.#entries.values()) if (entry.closelyUntil > now) return true
    return false
  }

  #entry(id: string): Entry {
    const known = this.#entries.get(id)
    if (known !== undefined) return known
    const entry = { readAt: 0, quiet: 0, closelyUntil: 0 }
    this.#entries.set(id, entry)
    return entry
  }
}

/** Whether its tasks may change without a word from the engine. */
export function isUnsettled(service: Service, tasks: readonly Task[]): boolean {
  if (service.health === 'updating' || service.health === 'rollingBack' || service.health === 'degraded') {
    return true
  }
  if (tasks.some((task) => ['starting', 'stopping', 'pending'].includes(task.phase))) return true
  return tasks.filter((task) => task.phase === 'running').length !== service.running
}

const waitOf = (quiet: number): number => (quiet < 3 ? 0 : Math.min(patient, 1000 * (quiet - 2)))
