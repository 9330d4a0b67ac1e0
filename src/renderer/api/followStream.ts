// Keeps one stream of the program open: reopens it after the wire was lost, and after errors that may pass.
import { AppError, type AppErrorData } from '../../shared/errors.ts'
import type { LiveValue } from './liveValue.ts'
import type { WireStatus } from './wireStatus.ts'

export interface Follow<T> {
  readonly open: (signal: AbortSignal) => AsyncIterable<T>
  readonly onItem: (item: T) => void
  /** What went wrong; null once an item arrived again. Losing the wire is not told: the wire's own state tells it. */
  readonly onError?: (error: AppErrorData | null) => void
  readonly wire: LiveValue<WireStatus>
}

const firstWaitMs = 500
const longestWaitMs = 15_000

/** Follows until the returned function is called. */
export function followStream<T>({ open, onItem, onError, wire }: Follow<T>): () => void {
  const stop = new AbortController()
  void keepOpen()
  return () => stop.abort()

  async function keepOpen(): Promise<void> {
    let waitMs = firstWaitMs
    while (!stop.signal.aborted) {
      await wireOpen(wire, stop.signal)
      if (stop.signal.aborted) return
      try {
        let failedBefore = waitMs > firstWaitMs
        for await (const item of open(stop.signal)) {
          if (stop.signal.aborted) return
          if (failedBefore) onError?.(null)
          failedBefore = false
          waitMs = firstWaitMs
          onItem(item)
        }
      } catch (error) {
        if (stop.signal.aborted) return
        const data = errorData(error)
        if (data.code !== 'rpc.disconnected') onError?.(data)
      }
      await pause(waitMs, stop.signal)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }
}

/** Any thrown thing as the data of an AppError. */
export function errorData(error: unknown): AppErrorData {
  if (error instanceof AppError) return error.toData()
  return new AppError('internal', error instanceof Error ? error.message : String(error)).toData()
}

/** Resolves when the page's line to the program stands, or the signal fires. */
export async function wireOpen(wire: LiveValue<WireStatus>, signal: AbortSignal): Promise<void> {
  if (wire.get().state === 'open') return
  const { promise, resolve } = Promise.withResolvers<void>()
  const leave = wire.subscribe(() => {
    if (wire.get().state === 'open') resolve()
  })
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  leave()
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => resolve(), { once: true })
  await promise
  clearTimeout(timer)
}
