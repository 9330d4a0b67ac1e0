// A value that lives outside React and tells who listens when it was replaced.
export interface LiveValue<T> {
  readonly get: () => T
  /** Returns the unsubscribe. */
  readonly subscribe: (listener: () => void) => () => void
}

export interface WritableValue<T> extends LiveValue<T> {
  readonly set: (value: T) => void
}

/** Holds `initial` until `set`; setting the same value again tells nobody. */
export function liveValue<T>(initial: T): WritableValue<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
