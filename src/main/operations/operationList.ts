// The operations of this run of the program: those under way and the latest that ended, and who watches them.
import { AppError } from '../../shared/errors.ts'
import type { Operation } from '../../shared/model/action.ts'
import type { OperationList as Listed } from './operationChanges.ts'
import type { Sighting } from './sighting.ts'

interface Entry {
  operation: Operation
  readonly following: AbortController
  readonly onEnd: (ended: Operation) => void
}

const keptEnded = 200
const keptLogLines = 200

export class OperationList implements Listed {
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<(id: string) => void>()

  /** @param onEnd told once, when it has ended @returns aborts when nobody follows it any more */
  add(operation: Operation, onEnd: (ended: Operation) => void): AbortSignal {
    const following = new AbortController()
    this.#entries.set(operation.id, { operation, following, onEnd })
    this.#dropOldest()
    this.#announce(operation.id)
    return following.signal
  }

  all(): Operation[] {
    return [...this.#entries.values()].map(({ operation }) => operation)
  }

  find(id: string): Operation | undefined {
    return this.#entries.get(id)?.operation
  }

  /** Errors: `engine.notFound` where this run of the program knows no such operation. */
  get(id: string): Operation {
    const operation = this.find(id)
    if (operation === undefined) {
      throw new AppError('engine.notFound', 'This operation is not known here (any more).', {
        hint: 'Operations are kept until Swarmdeck ends; the audit log holds the earlier ones.',
      })
    }
    return operation
  }

  subscribe(listener: (id: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes a sighting in; an operation that has ended stays as it is. */
  see(id: string, { state, progress, detail, log }: Sighting, error: AppError | null = null): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.operation.state !== 'running') return
    const before = entry.operation
    const ended = state !== 'running'
    const same =
      !ended &&
      log.length === 0 &&
      detail === before.detail &&
      progress?.done === before.progress?.done &&
      progress?.total === before.progress?.total
    if (same) return
    const at = new Date().toISOString()
    entry.operation = {
      ...before,
      state,
      progress,
      detail,
      error: error?.toData() ?? before.error,
      endedAt: ended ? at : null,
      log: [...before.log, ...log.map((text) => ({ at, text }))].slice(-keptLogLines),
    }
    if (ended) entry.onEnd(entry.operation)
    this.#announce(id)
  }

  /** Stops following; what the engine was told goes on there. */
  detach(id: string): Operation {
    const { progress } = this.get(id)
    this.#entries.get(id)?.following.abort()
    const detail = 'No longer followed from here; it goes on in the cluster'
    this.see(id, { state: 'detached', progress, detail, log: ['No longer followed'] })
    return this.get(id)
  }

  /** Drops ended operations; those still running stay. */
  clear(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.find(id)?.state === 'running' || !this.#entries.delete(id)) continue
      this.#announce(id)
    }
  }

  #dropOldest(): void {
    const ended = this.all().filter(({ state }) => state !== 'running')
    this.clear(ended.slice(0, Math.max(0, ended.length - keptEnded)).map(({ id }) => id))
  }

  #announce(id: string): void {
    for (const listener of this.#listeners) listener(id)
  }
}
