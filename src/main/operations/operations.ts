// Runs actions: the engine accepts or refuses, then each is followed to its end in the cluster and written down.
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
import { clauseOf, targetOf, titleOf, withoutValues } from './actionInWords.ts'
import { follow } from './follow.ts'
import { operationChanges, type OperationChange } from './operationChanges.ts'
import { OperationList } from './operationList.ts'

interface Parts {
  readonly clusters: Clusters
  readonly audit: AuditLog
  readonly log: Log
  readonly logins: RegistryLogins
}

/** The engine has this long to accept or refuse; a registry may have to be asked first. Milliseconds. */
const acceptMs = 60_000

/** Owns every operation and whoever follows it. */
export class Operations {
  readonly #parts: Parts
  readonly #list = new OperationList()
  readonly #closing = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Sends an action; resolves when the engine has accepted it and follows it from then on. What it refuses is thrown
   * and written to the audit log as `refused`. Errors: `connection.readOnly`, `connection.notConnected`, the verb's own.
   */
  async run(connectionId: string, action: Action, caller: Caller): Promise<Operation> {
    const { clusters, logins, log } = this.#parts
    const { name, readOnly } = clusters.connection(connectionId)
    const record = (about: Action, outcome: 'running' | 'refused', detail: string): number | null =>
      this.#write(() =>
        this.#parts.audit.add({
          connectionId,
          connectionName: name,
          who: caller.user,
          via: caller.via,
          what: about.kind,
          target: targetOf(about).name,
          text: clauseOf(about),
          command: commandLine(withoutValues(about)).join('\n') || null,
          outcome,
          detail,
        }),
      )
    // A change that was sent is not called back because a page was closed: only time and the program's end stop it.
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(acceptMs)])
    let accepted: Accepted
    try {
      if (readOnly)
        throw new AppError('connection.readOnly', `${name} is read-only: nothing is changed there.`)
      const engine = await clusters.engine(connectionId, signal)
      accepted = await runAction(engine, action, logins, signal)
    } catch (error) {
      const said = this.#refusal(error, signal)
      record(action, 'refused', said.message)
      throw said
    }
    const auditId = record(accepted.action, 'running', '')
    log('info', 'An action was accepted', { what: action.kind, connectionId })
    const operation = begun(connectionId, accepted)
    const following = this.#list.add(operation, ({ state, detail }) => {
      if (auditId === null || state === 'running') return
      this.#write(() => this.#parts.audit.settle(auditId, state, detail))
    })
    this.#refresh(connectionId, accepted)
    if (accepted.follow.kind === 'nothing') {
      const { detail } = accepted.follow
      this.#list.see(operation.id, { state: 'converged', progress: null, detail, log: [detail] })
    } else {
      void this.#follow(operation.id, connectionId, accepted, accepted.follow, following)
    }
    return this.get(operation.id)
  }

  /** Errors: `engine.notFound` where this run of the program knows no such operation. */
  get(id: string): Operation {
    return this.#list.get(id)
  }

  /** Stops following; what the engine was told goes on there. An ended operation stays as it is. */
  detach(id: string): Operation {
    return this.#list.detach(id)
  }

  /** Detaches all of one connection that is about to go. */
  detachAll(connectionId: string): void {
    for (const operation of this.#list.all()) {
      if (operation.connectionId === connectionId) this.detach(operation.id)
    }
  }

  /** Drops ended operations; those still running stay. */
  clear(ids: readonly string[]): void {
    this.#list.clear(ids)
  }

  /** All operations, then each as it changes. */
  watch(signal: AbortSignal): CoalescedSource<OperationChange> {
    return operationChanges(this.#list, signal)
  }

  /** Ends following at the end of the program: what still runs is written down as detached. */
  close(): void {
    for (const { id } of this.#list.all()) this.detach(id)
    this.#closing.abort()
  }

  async #follow(
    id: string,
    connectionId: string,
    accepted: Accepted,
    what: Exclude<Accepted['follow'], { kind: 'nothing' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clusters, log } = this.#parts
    const surroundings = {
      engine: (each: AbortSignal) => clusters.engine(connectionId, each),
      nodes: () => clusters.get(connectionId).feed.state.nodes,
    }
    try {
      for await (const sighting of follow(what, accepted.target.name, surroundings, signal)) {
        if (signal.aborted) return
        this.#list.see(id, sighting)
      }
      this.#refresh(connectionId, accepted)
    } catch (error) {
      if (signal.aborted) return
      const said =
        error instanceof AppError ? error : new AppError('internal', 'Following failed.', { cause: error })
      log('warn', 'An operation could not be followed', {
        operationId: id,
        code: said.code,
        error: String(error),
      })
      this.#list.see(id, { state: 'failed', progress: null, detail: said.message, log: [said.message] }, said)
    }
  }

  #refusal(error: unknown, signal: AbortSignal): AppError {
    if (this.#closing.signal.aborted)
      return new AppError('cancelled', 'Swarmdeck is closing.', { cause: error })
    if (signal.aborted) {
      return new AppError('timeout', `The engine did not accept the change within ${acceptMs / 1000} s.`, {
        hint: 'It may have been accepted all the same: look at the present state before trying again.',
        cause: error,
      })
    }
    if (error instanceof AppError) return error
    this.#parts.log('error', 'An action failed unexpectedly', { error: String(error) })
    return new AppError('internal', 'The action failed unexpectedly.', { cause: error })
  }

  /** Lets the live picture read what changed now instead of at its next turn. */
  #refresh(connectionId: string, { target }: Accepted): void {
    try {
      this.#parts.clusters.get(connectionId).feed.refresh(target.kind === 'service' ? target.id : undefined)
    } catch {
      // The connection was removed meanwhile: nobody looks at it.
    }
  }

  /** What the engine has accepted is followed even where it cannot be written down. */
  #write<T>(write: () => T): T | null {
    try {
      return write()
    } catch (error) {
      this.#parts.log('error', 'The audit log could not be written', { error: String(error) })
      return null
    }
  }
}

function begun(connectionId: string, { action, target, warnings, undo }: Accepted): Operation {
  const at = new Date().toISOString()
  const detail = 'Accepted by the engine'
  return {
    id: randomUUID(),
    connectionId,
    action,
    title: titleOf(action),
    commands: commandLine(action),
    target,
    state: 'running',
    progress: null,
    detail,
    error: null,
    startedAt: at,
    endedAt: null,
    log: [detail, ...warnings].map((text) => ({ at, text })),
    undo,
  }
}
