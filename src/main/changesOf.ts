// Turns a listener into something to iterate: one tick at once, then one after each burst of changes.

/**
 * Ticks once immediately and again after changes, never more often than every `quietMs` milliseconds, until `signal`
 * aborts. Changes that happen while the reader is busy are one tick.
 */
export async function* changesOf(
  subscribe: (listener: () => void) => () => void,
  signal: AbortSignal,
  quietMs = 0,
): AsyncGenerator<void> {
  let dirty = true
  let wake: () => void = () => {}
  const onChange = (): void => {
    dirty = true
    wake()
  }
  const unsubscribe = subscribe(onChange)
  const onAbort = (): void => wake()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      if (!dirty) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      dirty = false
      yield
      if (quietMs > 0) await pause(quietMs, signal)
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', onAbort)
  }
}

/** Waits `ms` milliseconds, or until `signal` aborts; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
