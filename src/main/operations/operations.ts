// Operations: every action of this run of the program, from the engine's acceptance to its end in the cluster.
import { randomUUID } from 'node:crypto'
import { commandLine } from '../../shared/commandLine.ts'
import type { Caller, CoalescedSource } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { Action, Operation } from '../../shared/model/action.ts'
import type { Clusters } from '../clusters.ts'
import type { Log } from '../deps.ts'
import type { AuditLog } from '../store/auditLog.ts'
import type { Accepted } from '../swarm/actions/accepted.ts'
import type { RegistryLogins } from '../swarm/actions/registryLogin.ts'
import { runAction } from '../swarm/actions/runAction.ts'
import { clauseOf, targetOf, titleOf } from './actionInWords.ts'
import { follow } from './follow.ts'
import { operationChanges, type OperationChange } from './operationChanges.ts'
import type { Sighting } from './sighting.ts'

interface Parts {
  readonly clusters: Clusters
  readonly audit: AuditLog
  readonly log: Log
  readonly logins: RegistryLogins
}

interface Entry {
  operation: Operation
  /** null where the audit log could not be written. */
  readonly auditId: number | null
  readonly following: AbortController
}

/** The engine has this long to accept or refuse; a registry may have to be asked first. Milliseconds. */
const acceptMs = 60_000
const keptEnded = 200
const keptLogLines = 200

/** Owns every operation and whoever follows it. */
export class Operations {
  readonly #parts: Parts
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<(id: string) => void>()
  readonly #closing = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Sends an action; resolves when the engine has accepted it and follows it from then on. What it refuses is thrown
   * and written to the audit log as `refused`. Errors: `connection.readOnly`, `connection.notConnected`, the verb's own.
   */
  async run(connectionId: string, action: Action, caller: Caller): Promise<Operation> {
    const connection = this.#parts.clusters.connection(connectionId)
    const record = (about: Action, outcome: 'running' | 'refused', detail: string): number =>
      this.#parts.audit.add({
        connectionId,
        connectionName: connection.name,
        who: caller.user,
        via: caller.via,
        what: about.kind,
        target: targetOf(about).name,
        text: clauseOf(about),
        command: commandLine(about).join('\n') || null,
        outcome,
        detail,
      })
    // A change that was sent is not called back because a page was closed: only time and the program's end stop it.
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(acceptMs)])
    let accepted: Accepted
    try {
      if (connection.readOnly) {
        throw new AppError(
          'connection.readOnly',
          `${connection.name} is read-only: nothing is changed there.`,
        )
      }
      const engine = await this.#parts.clusters.engine(connectionId, signal)
      accepted = await runAction(engine, action, this.#parts.logins, signal)
    } catch (error) {
      const said = this.#refusal(error, signal)
      this.#written(() => record(action, 'refused', said.message))
      throw said
    }
    const { operation, auditId } = this.#begin(connectionId, accepted, record)
    this.#nudge(connectionId, accepted)
    if (accepted.follow.kind === 'nothing') {
      const { detail } = accepted.follow
      this.#see(operation.id, { state: 'converged', progress: null, detail, log: [detail] })
    } else {
      void this.#follow(operation.id, connectionId, accepted, accepted.follow)
    }
    this.#parts.log('info', 'An action was accepted', { what: action.kind, connectionId, auditId })
    return this.get(operation.id)
  }

  /** Errors: `engine.notFound` where this run of the program knows no such operation. */
  get(id: string): Operation {
    return this.#entry(id).operation
  }

  /** Stops following; what the engine was told goes on there. An ended operation stays as it is. */
  detach(id: string): Operation {
    const entry = this.#entry(id)
    if (entry.operation.state === 'running') {
      entry.following.abort()
      this.#see(id, {
        state: 'detached',
        progress: entry.operation.progress,
        detail: 'No longer followed from here; it goes on in the cluster',
        log: ['No longer followed'],
      })
    }
    return this.get(id)
  }

  /** Detaches all of one connection that is about to go. */
  detachAll(connectionId: string): void {
    for (const { operation } of this.#entries.values()) {
      if (operation.connectionId === connectionId) this.detach(operation.id)
    }
  }

  /** Drops ended operations; those still running stay. */
  clear(ids: readonly string[]): void {
    for (const id of ids) {
      const entry = this.#entries.get(id)
      if (entry === undefined || entry.operation.state === 'running') continue
      this.#entries.delete(id)
      this.#announce(id)
    }
  }

  /** All operations, then each as it changes. */
  watch(signal: AbortSignal): CoalescedSource<OperationChange> {
    return operationChanges(
      {
        all: () => [...this.#entries.values()].map(({ operation }) => operation),
        find: (id) => this.#entries.get(id)?.operation,
        subscribe: (listener) => {
          this.#listeners.add(listener)
          return () => this.#listeners.delete(listener)
        },
      },
      signal,
    )
  }

  /** Ends following at the end of the program: what still runs is written down as detached. */
  close(): void {
    for (const { operation } of this.#entries.values()) this.detach(operation.id)
    this.#closing.abort()
  }

  #begin(
    connectionId: string,
    accepted: Accepted,
    record: (about: Action, outcome: 'running', detail: string) => number,
  ): { operation: Operation; auditId: number | null } {
    const at = new Date().toISOString()
    const operation: Operation = {
      id: randomUUID(),
      connectionId,
      action: accepted.action,
      title: titleOf(accepted.action),
      commands: commandLine(accepted.action),
      target: accepted.target,
      state: 'running',
      progress: null,
      detail: 'Accepted by the engine',
      error: null,
      startedAt: at,
      endedAt: null,
      log: ['Accepted by the engine', ...accepted.warnings].map((text) => ({ at, text })),
      undo: accepted.undo,
    }
    const auditId = this.#written(() => record(accepted.action, 'running', ''))
    this.#entries.set(operation.id, { operation, auditId, following: new AbortController() })
    this.#dropOldest()
    this.#announce(operation.id)
    return { operation, auditId }
  }

  async #follow(
    id: string,
    connectionId: string,
    accepted: Accepted,
    what: Exclude<Accepted['follow'], { kind: 'nothing' }>,
  ): Promise<void> {
    const { clusters, log } = this.#parts
    const { signal } = this.#entry(id).following
    const surroundings = {
      engine: (each: AbortSignal) => clusters.engine(connectionId, each),
      nodes: () => clusters.get(connectionId).feed.state.nodes,
    }
    try {
      for await (const sighting of follow(what, accepted.target.name, surroundings, signal)) {
        if (signal.aborted) return
        this.#see(id, sighting)
      }
      this.#nudge(connectionId, accepted)
    } catch (error) {
      if (signal.aborted) return
      const said =
        error instanceof AppError ? error : new AppError('internal', 'Following failed.', { cause: error })
      log('warn', 'An operation could not be followed', {
        operationId: id,
        code: said.code,
        error: String(error),
      })
      this.#see(id, { state: 'failed', progress: null, detail: said.message, log: [said.message] }, said)
    }
  }

  #see(id: string, { state, progress, detail, log }: Sighting, error: AppError | null = null): void {
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
    if (ended) this.#settle(entry)
    this.#announce(id)
  }

  #settle({ auditId, operation }: Entry): void {
    const { state, detail } = operation
    if (state === 'running' || auditId === null) return
    this.#written(() => this.#parts.audit.settle(auditId, state, detail))
  }

  /** What the engine has accepted is followed even where it cannot be written down. */
  #written<T>(write: () => T): T | null {
    try {
      return write()
    } catch (error) {
      this.#parts.log('error', 'The audit log could not be written', { error: String(error) })
      return null
    }
  }

  #refusal(error: unknown, signal: AbortSignal): AppError {
    if (signal.aborted && !this.#closing.signal.aborted) {
      return new AppError('timeout', `The engine did not accept the change within ${acceptMs / 1000} s.`, {
        hint: 'It may have been accepted all the same: look at the present state before trying again.',
        cause: error,
      })
    }
    if (error instanceof AppError) return error
    this.#parts.log('error', 'An action failed unexpectedly', { error: String(error) })
    return new AppError('internal', 'The action failed unexpectedly.', { cause: error })
  }

  #nudge(connectionId: string, { target }: Accepted): void {
    try {
      this.#parts.clusters.get(connectionId).feed.refresh(target.kind === 'service' ? target.id : undefined)
    } catch {
      // The connection was removed meanwhile: nobody looks at it.
    }
  }

  #dropOldest(): void {
    const endedOnes = [...this.#entries.values()].filter(({ operation }) => operation.state !== 'running')
    for (const { operation } of endedOnes.slice(0, Math.max(0, endedOnes.length - keptEnded))) {
      this.clear([operation.id])
    }
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) {
      throw new AppError('engine.notFound', 'This operation is not known here (any more).', {
        hint: 'Operations are kept until Swarmdeck ends; the audit log holds the earlier ones.',
      })
    }
    return entry
  }

  #announce(id: string): void {
    for (const listener of this.#listeners) listener(id)
  }
}
