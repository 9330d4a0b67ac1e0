// What the log view holds: the newest lines of one stream in time order, counted by task and level, bounded.
import type { LogLine } from '../../../shared/model/logLine.ts'
import { isTraceFrame, logLevel, type LogLevel } from './logLevel.ts'

export interface ShownLine extends LogLine {
  /** Grows by one a line within one buffer; the key for lists and what a hit points to. */
  readonly key: number
  readonly level: LogLevel
  /** Goes on from the line before it (a stack trace) and may be folded into it. */
  readonly frame: boolean
  /** Milliseconds since 1970, for the histogram. */
  readonly ms: number
}

/** More than this many lines would cost memory without helping anybody read; the oldest go first, and it is said. */
export const keptLines = 50_000

/** A mutable buffer with a version, so that a view subscribes once and thousands of lines a second cost one render. */
export class LogBuffer {
  readonly lines: ShownLine[] = []
  readonly byTask = new Map<string, number>()
  readonly byLevel = new Map<LogLevel, number>()
  /** Lines that came after a later one and were put in their place. */
  late = 0
  /** Oldest lines that were let go. */
  dropped = 0
  version = 0
  private readonly listeners = new Set<() => void>()
  private readonly kept: number
  private nextKey = 0

  constructor(kept: number = keptLines) {
    this.kept = kept
  }

  /** Adds lines; those that are older than what stands are put where their time stamp belongs. */
  append(lines: readonly LogLine[]): void {
    for (const line of lines) this.place(line)
    this.trim()
    this.changed()
  }

  clear(): void {
    this.lines.length = 0
    this.byTask.clear()
    this.byLevel.clear()
    this.late = 0
    this.dropped = 0
    this.changed()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private place(line: LogLine): void {
    const text = plainText(line.text)
    const shown: ShownLine = {
      ...line,
      text,
      key: this.nextKey++,
      level: logLevel(text),
      frame: isTraceFrame(text),
      ms: Date.parse(line.at),
    }
    let index = this.lines.length
    while (index > 0 && isAfter(this.lines[index - 1], shown)) index--
    if (index < this.lines.length) this.late++
    this.lines.splice(index, 0, shown)
    this.byTask.set(shown.taskId, (this.byTask.get(shown.taskId) ?? 0) + 1)
    this.byLevel.set(shown.level, (this.byLevel.get(shown.level) ?? 0) + 1)
  }

  private trim(): void {
    // A tenth at a time: cutting one line off the front for each new one would move the whole array every time.
    if (this.lines.length <= this.kept * 1.1) return
    const gone = this.lines.splice(0, this.lines.length - this.kept)
    this.dropped += gone.length
    for (const line of gone) {
      decrease(this.byTask, line.taskId)
      decrease(this.byLevel, line.level)
    }
  }

  private changed(): void {
    this.version++
    for (const listener of this.listeners) listener()
  }
}

/** Nanosecond stamps of one length compare as text; that keeps what a Date would round away. */
function isAfter(earlier: ShownLine | undefined, later: ShownLine): boolean {
  return earlier !== undefined && compareStamps(earlier.at, later.at) > 0
}

/** Compares two RFC 3339 UTC stamps with any number of fraction digits. */
export function compareStamps(a: string, b: string): number {
  const [secondsA = '', fractionA = ''] = a.replace(/Z$/, '').split('.')
  const [secondsB = '', fractionB = ''] = b.replace(/Z$/, '').split('.')
  if (secondsA !== secondsB) return secondsA < secondsB ? -1 : 1
  const width = Math.max(fractionA.length, fractionB.length)
  const left = fractionA.padEnd(width, '0')
  const right = fractionB.padEnd(width, '0')
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Without terminal colours and cursor moves (ECMA-48 control sequences), which mean nothing here. */
function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the control character is what is looked for
  return text.includes('\u001B') ? text.replace(/\u001B\[[0-?]*[ -/]*[@-~]|\u001B[@-_]/g, '') : text
}

function decrease<K>(counts: Map<K, number>, key: K): void {
  const left = (counts.get(key) ?? 0) - 1
  if (left > 0) counts.set(key, left)
  else counts.delete(key)
}
