// The life of one connection: connect, ask, notice a dead link, come back; its state is what the screen shows.
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../shared/errors.ts'
import type { Endpoint, LinkState } from '../../shared/model/connection.ts'
import { backoffMs, isWorthRetrying } from './backoff.ts'
import { addressOf } from './endpoint.ts'
import type { Engine } from './engine.ts'
import type { EngineLink } from './engineLink.ts'
import { startHeartbeat } from './heartbeat.ts'
import type { EndpointSecrets, LinkDeps, Question } from './linkDeps.ts'
import { openLink } from './openLink.ts'
import { waitUntilReady } from './waitUntilReady.ts'

export type { EndpointSecrets, LinkDeps } from './linkDeps.ts'

/** Owns the link to one engine for as long as the connection is wanted. */
export class EngineConnection {
  readonly #endpoint: Endpoint
  readonly #secrets: EndpointSecrets
  readonly #deps: LinkDeps
  readonly #listeners = new Set<(state: LinkState) => void>()
  #state: LinkState = { state: 'idle' }
  #link: EngineLink | null = null
  #stopHeartbeat: () => void = () => {}
  #attempt: AbortController | null = null
  #attempts = 0
  #retry: NodeJS.Timeout | null = null
  #lastLiveAt: string | null = null
  #lastError: AppError | null = null
  #answer: ((answers: readonly string[] | null) => void) | null = null
  #closed = false

  constructor(options: { endpoint: Endpoint; secrets: EndpointSecrets; deps: LinkDeps }) {
    this.#endpoint = options.endpoint
    this.#secrets = options.secrets
    this.#deps = options.deps
  }

  /** The link at this moment; a new object with each change. */
  get state(): LinkState {
    return this.#state
  }

  /** Calls with each change of the state, not with the present one. Returns the unsubscribe. */
  onState(listener: (state: LinkState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Begins to connect and keeps trying where that can help. Does nothing while it is connected or at it. */
  connect(): void {
    if (this.#state.state === 'idle' || this.#state.state === 'failed') this.retryNow()
  }

  /** Tries again at once instead of waiting for the next attempt. */
  retryNow(): void {
    if (this.#closed || this.#link || this.#attempt) return
    this.#clearRetry()
    void this.#try()
  }

  /** Ends the link and stops trying; the state is idle again. */
  async disconnect(): Promise<void> {
    this.#stop()
    this.#lastLiveAt = null
    this.#lastError = null
    this.#attempts = 0
    if (this.#state.state !== 'idle') this.#become({ state: 'idle' })
  }

  /** The engine of a link that stands. @throws AppError link.lost, connection.notConnected (with the last error) */
  engine(): Engine {
    if (this.#link) return this.#link.engine
    throw this.#refusal()
  }

  /**
   * Connects where it is idle or has failed and waits for the engine, at most 10 s.
   * While a lost link is being restored it refuses at once, so that nothing hangs.
   * @throws AppError what made it fail; link.lost, timeout, connection.notConnected; cancelled by the signal
   */
  ready(signal: AbortSignal): Promise<Engine> {
    return waitUntilReady(this, signal)
  }

  /** Answers the question that the state `asking` shows; null gives up. Late answers to another question are ignored. */
  answer(askId: string, answers: readonly string[] | null): void {
    if (this.#state.state === 'asking' && this.#state.askId === askId) this.#answer?.(answers)
  }

  /** Ends the link for good. */
  async close(): Promise<void> {
    this.#closed = true
    await this.disconnect()
    this.#listeners.clear()
  }

  async #try(): Promise<void> {
    const attempt = new AbortController()
    this.#attempt = attempt
    this.#attempts += 1
    try {
      const link = await openLink(this.#endpoint, this.#secrets, this.#deps, {
        signal: attempt.signal,
        onStep: (step) => attempt.signal.aborted || this.#trying(step),
        ask: (question) => this.#ask(question, attempt.signal),
      })
      if (attempt.signal.aborted) link.close()
      else this.#connected(link)
    } catch (error) {
      if (!attempt.signal.aborted)
        this.#failed(
          error instanceof AppError ? error : new AppError('internal', String(error), { cause: error }),
        )
    }
  }

  #connected(link: EngineLink): void {
    this.#attempt = null
    this.#attempts = 0
    this.#lastError = null
    this.#link = link
    const { engineVersion, apiVersion } = link.engine
    this.#deps.log('info', 'connected', {
      to: addressOf(this.#endpoint),
      via: link.via,
      engineVersion,
      apiVersion,
    })
    const since = now()
    const show = (latencyMs: number | null): void =>
      this.#become({ state: 'connected', since, via: link.via, latencyMs, engineVersion, apiVersion })
    const lost = (error: AppError): void => {
      if (this.#link === link) this.#lost(error)
    }
    link.onLost(lost)
    const stop = startHeartbeat(
      link,
      (latencyMs) => {
        this.#lastLiveAt = now()
        const shown = this.#state.state === 'connected' ? this.#state.latencyMs : null
        const rounded = Math.round(latencyMs * 10) / 10
        // A figure that trembles is no news.
        if (shown === null || Math.abs(rounded - shown) > Math.max(1, shown / 4)) show(rounded)
      },
      lost,
    )
    this.#stopHeartbeat = stop
    this.#lastLiveAt = since
    show(null)
  }

  #lost(error: AppError): void {
    this.#deps.log('warn', 'the link was lost', { to: addressOf(this.#endpoint), code: error.code })
    this.#dropLink(true)
    this.#failed(error)
  }

  #failed(error: AppError): void {
    this.#attempt = null
    this.#lastError = error
    if (this.#attempts > 0)
      this.#deps.log('info', 'could not connect', { to: addressOf(this.#endpoint), code: error.code })
    const lastLiveAt = this.#lastLiveAt
    const retry = isWorthRetrying(error, lastLiveAt !== null)
    const delay = backoffMs(Math.max(1, this.#attempts))
    if (retry) this.#retry = setTimeout(() => this.retryNow(), delay)
    const nextTryAt = retry ? new Date(Date.now() + delay).toISOString() : null
    if (retry && lastLiveAt !== null) this.#reconnecting(nextTryAt, lastLiveAt, error)
    else
      this.#become({
        state: 'failed',
        since: this.#since('failed'),
        lastLiveAt,
        nextTryAt,
        error: error.toData(),
      })
  }

  #trying(step: string): void {
    // Asked for again after it had given up: that is a new beginning, which callers may wait for.
    if (this.#state.state === 'reconnecting' && this.#lastLiveAt !== null && this.#lastError)
      this.#reconnecting(null, this.#lastLiveAt, this.#lastError)
    else this.#become({ state: 'connecting', since: this.#since('connecting'), step })
  }

  #reconnecting(nextTryAt: string | null, lastLiveAt: string, error: AppError): void {
    const attempt = this.#attempts
    const since = this.#since('reconnecting')
    this.#become({ state: 'reconnecting', since, lastLiveAt, attempt, nextTryAt, error: error.toData() })
  }

  #ask(question: Question, signal: AbortSignal): Promise<readonly string[] | null> {
    return new Promise((resolve) => {
      const finish = (answers: readonly string[] | null): void => {
        signal.removeEventListener('abort', giveUp)
        this.#answer = null
        if (!signal.aborted) this.#trying('Checking the answers')
        resolve(answers)
      }
      const giveUp = (): void => finish(null)
      signal.addEventListener('abort', giveUp, { once: true })
      this.#answer = finish
      this.#become({
        state: 'asking',
        since: now(),
        askId: randomUUID(),
        ...question,
        prompts: [...question.prompts],
      })
    })
  }

  #refusal(): AppError {
    const last = this.#lastError ? ` ${this.#lastError.message}` : ''
    return this.#state.state === 'reconnecting'
      ? new AppError('link.lost', `The link to ${addressOf(this.#endpoint)} is lost.${last}`)
      : new AppError('connection.notConnected', `There is no link to ${addressOf(this.#endpoint)}.${last}`)
  }

  #stop(): void {
    this.#clearRetry()
    const attempt = this.#attempt
    this.#attempt = null
    attempt?.abort(new AppError('cancelled', 'The connection was closed.'))
    this.#dropLink(false)
  }

  #dropLink(abrupt: boolean): void {
    this.#stopHeartbeat()
    this.#stopHeartbeat = () => {}
    const link = this.#link
    this.#link = null
    link?.close(abrupt)
  }

  #clearRetry(): void {
    if (this.#retry) clearTimeout(this.#retry)
    this.#retry = null
  }

  /** Since when it has been in this state: kept while only its facts change. */
  #since(state: 'connecting' | 'reconnecting' | 'failed'): string {
    return this.#state.state === state ? this.#state.since : now()
  }

  #become(state: LinkState): void {
    if (isDeepStrictEqual(state, this.#state)) return
    this.#state = state
    for (const listener of this.#listeners) {
      try {
        listener(state)
      } catch (error) {
        // A listener's fault must not stop the link.
        this.#deps.log('error', 'a listener of the link failed', { error: String(error) })
      }
    }
  }
}

const now = (): string => new Date().toISOString()
