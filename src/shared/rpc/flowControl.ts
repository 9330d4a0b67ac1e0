// How a stream behaves when its reader is slower than its source. The reader grants credit, one item each; the three
// deliveries differ in what happens to items while there is none.
import { AppError } from '../errors.ts'
import type { CoalescedSource } from '../contract/index.ts'
import type { Delivery } from '../contract/define.ts'

/**
 * How many items a client lets come unasked. Lossless: enough to keep a link of 50 ms busy. The others: one, so that
 * a slow reader holds one old item at most, and everything newer waits merged at the source.
 */
export const initialCredit: Readonly<Record<Delivery, number>> = { lossless: 32, coalesced: 1, latest: 1 }

/** Items that may still be sent. */
export class Credit {
  #left: number
  #wake: (() => void) | null = null

  constructor(initial: number) {
    this.#left = initial
  }

  grant(count: number): void {
    this.#left += count
    this.#wake?.()
  }

  /** Resolves once an item may be sent, without using it up. Rejects with `cancelled` when the signal aborts. */
  async available(signal: AbortSignal): Promise<void> {
    while (this.#left <= 0) {
      await abortable(new Promise<void>((resolve) => (this.#wake = resolve)), signal)
    }
  }

  spend(): void {
    this.#left -= 1
  }
}

/**
 * Sends a source's items under credit until it ends, fails (rejects) or the signal aborts (rejects with `cancelled`).
 * The source's iterator is returned in every case. What was read before an end or a failure is sent first.
 */
export async function deliver<T>(
  source: AsyncIterable<T> | CoalescedSource<T>,
  delivery: Delivery,
  credit: Credit,
  send: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  if (delivery === 'lossless') return deliverEach(source, credit, send, signal)
  if (delivery === 'latest') return deliverMerged(source, (_older, newer) => newer, credit, send, signal)
  if (!('merge' in source)) throw new AppError('internal', 'A coalesced stream without a merge.')
  return deliverMerged(source, (older, newer) => source.merge(older, newer), credit, send, signal)
}

/** Pulls the source only while there is credit, so that it waits instead of filling memory. */
async function deliverEach<T>(
  source: AsyncIterable<T>,
  credit: Credit,
  send: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      await credit.available(signal)
      const next = await abortable(iterator.next(), signal)
      if (next.done === true) return
      credit.spend()
      send(next.value)
    }
  } finally {
    release(iterator)
  }
}

/** Pulls the source always; what waits for credit is merged into one item. */
async function deliverMerged<T>(
  source: AsyncIterable<T>,
  merge: (older: T, newer: T) => T,
  credit: Credit,
  send: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  const iterator = source[Symbol.asyncIterator]()
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  let waiting: { readonly item: T } | null = null
  let ended: { readonly failure?: unknown } | null = null
  let wake = (): void => {}

  const read = async (): Promise<void> => {
    try {
      for (;;) {
        const next = await abortable(iterator.next(), either)
        if (next.done === true) break
        waiting = { item: waiting === null ? next.value : merge(waiting.item, next.value) }
        wake()
      }
      ended = {}
    } catch (failure) {
      ended = { failure }
    }
    wake()
  }
  // Both are changed by `read` while `write` waits, which control-flow analysis cannot see.
  const waits = (): { readonly item: T } | null => waiting
  const end = (): { readonly failure?: unknown } | null => ended

  const write = async (): Promise<void> => {
    for (;;) {
      while (waits() === null && end() === null) {
        await abortable(new Promise<void>((resolve) => (wake = resolve)), signal)
      }
      if (waits() === null) break
      await credit.available(signal)
      const present = waits()
      if (present === null) continue
      waiting = null
      credit.spend()
      send(present.item)
    }
    const last = end()
    if (last !== null && 'failure' in last) throw last.failure
  }

  const reading = read()
  try {
    await write()
  } finally {
    stop.abort()
    await reading
    release(iterator)
  }
}

/** Lets a source clean up without waiting for it: one that hangs must not keep a cancelled call alive. */
function release(iterator: AsyncIterator<unknown>): void {
  const returned = iterator.return?.()
  if (returned !== undefined) Promise.resolve(returned).catch(() => {})
}

/** The promise's outcome, or `cancelled` as soon as the signal aborts. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(new AppError('cancelled', 'It was cancelled.'))
    if (signal.aborted) {
      abort()
      promise.catch(() => {})
      return
    }
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
