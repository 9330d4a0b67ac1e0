// One open stream at the asking end, as an iterator. Written out rather than as a generator, because `return()` on a
// generator that waits for an item would itself wait, and the stream would never be cancelled.
import { AppError } from '../errors.ts'
import type { ServerFrame } from './frames.ts'

/** What a channel does with the frames of one id, and with the end of the wire. */
export interface Receiver {
  receive(frame: ServerFrame): void
  fail(error: AppError): void
}

export interface SubscriptionLine {
  /** Opens the stream at the other end; called with the first `next()`. */
  start(receiver: Receiver): void
  /** One item was taken: allow one more. */
  grant(): void
  /** No frame of this stream is wanted any more. */
  forget(): void
  /** Tells the other end so. */
  cancel(): void
  malformed(): void
  readonly signal: AbortSignal | undefined
}

interface Pull {
  readonly resolve: (result: IteratorResult<unknown>) => void
  readonly reject: (error: AppError) => void
}

/** The iterator. Items that arrived before a failure are given out before it; after an abort they are dropped. */
export function openSubscription(line: SubscriptionLine): AsyncIterator<unknown> {
  const items: unknown[] = []
  const pulls: Pull[] = []
  let started = false
  let end: { error: AppError | null } | null = null

  const finish = (error: AppError | null): void => {
    if (end !== null) return
    end = { error }
    line.forget()
    line.signal?.removeEventListener('abort', abort)
    settle()
  }
  const stop = (error: AppError | null): void => {
    if (end === null && started) line.cancel()
    items.length = 0
    finish(error)
  }
  const abort = (): void => stop(new AppError('cancelled', 'It was cancelled.'))

  /** Gives out what there is to whoever waits. A failure is told once; then the iterator is done. */
  const settle = (): void => {
    while (pulls.length > 0 && (items.length > 0 || end !== null)) {
      const pull = pulls.shift()
      if (items.length > 0) {
        if (end === null) line.grant()
        pull?.resolve({ done: false, value: items.shift() })
        continue
      }
      const failure = end?.error ?? null
      end = { error: null }
      if (failure === null) pull?.resolve({ done: true, value: undefined })
      else pull?.reject(failure)
    }
  }

  const receive = (frame: ServerFrame): void => {
    if (frame.kind === 'item') {
      items.push(frame.value)
      settle()
    } else if (frame.kind === 'end') finish(null)
    else if (frame.kind === 'error') finish(AppError.fromData(frame.error))
    else line.malformed()
  }

  const start = (): void => {
    if (line.signal?.aborted === true) return abort()
    started = true
    line.signal?.addEventListener('abort', abort, { once: true })
    line.start({ receive, fail: finish })
  }

  return {
    next: () =>
      new Promise((resolve, reject) => {
        pulls.push({ resolve, reject })
        if (!started && end === null) start()
        settle()
      }),
    return: () => {
      stop(null)
      return Promise.resolve({ done: true, value: undefined })
    },
  }
}
