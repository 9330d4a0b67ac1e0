// Gathers what arrives between two frames, so that a burst of changes costs one render.

export interface FrameBatch<T> {
  readonly add: (item: T) => void
  readonly close: () => void
}

/** Hidden windows draw no frames; a timer then takes over so that nothing piles up. */
const hiddenMs = 250

/** Calls `apply` with everything that was added since the last frame. */
export function frameBatch<T>(apply: (items: readonly T[]) => void): FrameBatch<T> {
  let waiting: T[] = []
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
    const items = waiting
    waiting = []
    if (items.length > 0) apply(items)
  }
  return {
    add(item) {
      waiting.push(item)
      if (timer !== undefined) return
      frame = requestAnimationFrame(flush)
      timer = setTimeout(flush, hiddenMs)
    },
    close() {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      waiting = []
    },
  }
}
