// Lines of a live log wait here a moment so that those of several nodes come out in time order. It holds only so many:
// whoever puts lines in waits while it is full, and so the engine waits for a slow reader.
import { Pulse } from '../feed/pulse.ts'
import { stamp, type Line } from './lines.ts'

export interface Arrived {
  readonly line: Line
  readonly stamp: string
  /** Milliseconds of this machine's clock. */
  readonly at: number
}

/** Milliseconds a line may be late behind one of another node. */
const lateness = 250
const capacity = 4_000

export class LineWindow {
  #lines: Arrived[] = []
  #closed = false
  readonly #filled = new Pulse()
  #waiting: (() => void)[] = []

  /** Resolves once there is room. */
  async put(line: Line, signal: AbortSignal): Promise<void> {
    while (this.#lines.length >= capacity && !signal.aborted) await this.#room(signal)
    this.#lines.push({ line, stamp: stamp(line.at), at: Date.now() })
    if (this.#lines.length === 1 || this.#lines.length >= capacity) this.#filled.beat()
  }

  /** No more comes: what is left may go at once. */
  close(): void {
    this.#closed = true
    this.#filled.beat()
  }

  /** Ends a wait of `take`, so that its caller can look at something else. */
  nudge(): void {
    this.#filled.beat()
  }

  /** The next lines in order; empty after a nudge; null when closed and drained. */
  async take(signal: AbortSignal): Promise<Line[] | null> {
    const [oldest] = this.#lines
    if (oldest === undefined) {
      if (this.#closed) return null
      await this.#filled.wait(60_000, signal)
      return []
    }
    const wait = oldest.at + lateness - Date.now()
    if (wait > 0 && !this.#closed && this.#lines.length < capacity) await this.#filled.wait(wait, signal)
    return this.#ripe()
  }

  #ripe(): Line[] {
    const all = this.#closed || this.#lines.length >= capacity
    const { ripe, unripe } = splitRipe(this.#lines, all ? Infinity : Date.now() - lateness)
    this.#lines = unripe
    const waiting = this.#waiting
    this.#waiting = []
    for (const go of waiting) go()
    return ripe
  }

  #room(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', go)
        resolve()
      }
      this.#waiting.push(go)
      signal.addEventListener('abort', go)
    })
  }
}

/** Those that waited long enough, and those of an earlier stamp than the newest of them, in order. */
export function splitRipe(lines: readonly Arrived[], before: number): { ripe: Line[]; unripe: Arrived[] } {
  let edge = ''
  for (const each of lines) if (each.at <= before && each.stamp > edge) edge = each.stamp
  const ripe = lines.filter((each) => each.at <= before || each.stamp <= edge)
  const unripe = lines.filter((each) => each.at > before && each.stamp > edge)
  ripe.sort((a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0))
  return { ripe: ripe.map((each) => each.line), unripe }
}
