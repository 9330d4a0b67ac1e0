// A wait that something may cut short: what the feed sleeps on between two turns.

export class Pulse {
  #wake: (() => void) | null = null
  #pending = false

  /** Ends the present wait, or the next one at once. */
  beat(): void {
    this.#pending = true
    this.#wake?.()
  }

  /** Resolves after so many milliseconds, at a beat, or when the signal aborts; never rejects. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        this.#wake = null
        this.#pending = false
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      if (signal.aborted || this.#pending) {
        end()
        return
      }
      this.#wake = end
      signal.addEventListener('abort', end)
    })
  }
}

/** Resolves after so many milliseconds or when the signal aborts. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Pulse().wait(milliseconds, signal)
