// Reads one log into a buffer and keeps reading; after a lost wire it goes on where it stopped.
import type { Client } from '../../../shared/contract/index.ts'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { LogItem, LogLine } from '../../../shared/model/logLine.ts'
import { errorData, wireOpen } from '../../api/followStream.ts'
import { liveValue, type LiveValue } from '../../api/liveValue.ts'
import type { WireStatus } from '../../api/wireStatus.ts'
import { compareStamps, LogBuffer } from './logBuffer.ts'
import type { LogRange } from './logRange.ts'

export interface LogTarget {
  readonly kind: 'service' | 'task'
  readonly id: string
}

export interface LogStatus {
  /** `reading` the past, `live`, `ended` because every task has, or `failed`. */
  readonly state: 'reading' | 'live' | 'ended' | 'failed'
  readonly error: AppErrorData | null
  /** What the stream said of itself, newest last. */
  readonly notes: readonly string[]
}

export interface LogSourceOptions {
  readonly logs: Client['logs']
  readonly wire: LiveValue<WireStatus>
  readonly connectionId: string
  readonly target: LogTarget
  readonly range: LogRange
}

const keptNotes = 5

/** One reading of one log, with its buffer and how it stands. */
export class LogSource {
  readonly buffer = new LogBuffer()
  readonly status = liveValue<LogStatus>({ state: 'reading', error: null, notes: [] })
  private readonly options: LogSourceOptions

  constructor(options: LogSourceOptions) {
    this.options = options
  }

  /** Begins reading. Returns the stop. */
  start(): () => void {
    const stop = new AbortController()
    void this.keepReading(stop.signal)
    return () => stop.abort()
  }

  private async keepReading(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.read(signal)
        if (!signal.aborted) this.tell({ state: 'ended' })
        return
      } catch (error) {
        if (signal.aborted) return
        const cause = errorData(error)
        this.tell({ state: 'failed', error: cause })
        if (cause.code !== 'rpc.disconnected') return
        // The wire heals by itself; the log then goes on after its last line.
        await wireOpen(this.options.wire, signal)
        this.tell({ state: 'reading', error: null })
      }
    }
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { logs, connectionId, target, range } = this.options
    const last = this.buffer.lines.at(-1)
    const bounds =
      last === undefined
        ? { tail: range.tail, ...(range.since === null ? {} : { since: range.since }) }
        : { tail: 'all' as const, since: last.at }
    const isNew = newerThan(this.buffer)
    for await (const item of logs.read({ connectionId, target, follow: true, ...bounds }, { signal })) {
      if (signal.aborted) return
      this.take(item, isNew)
    }
  }

  private take(item: LogItem, isNew: (line: LogLine) => boolean): void {
    if (item.kind === 'lines') this.buffer.append(item.lines.filter(isNew))
    else if (item.kind === 'live') this.tell({ state: 'live' })
    else this.tell({ notes: [...this.status.get().notes, item.text].slice(-keptNotes) })
  }

  private tell(change: Partial<LogStatus>): void {
    this.status.set({ ...this.status.get(), ...change })
  }
}

/** Lines that stand already are told by stamp, task and text: `since` includes its own moment. */
function newerThan(buffer: LogBuffer): (line: LogLine) => boolean {
  const last = buffer.lines.at(-1)
  if (last === undefined) return () => true
  const identity = (line: { readonly taskId: string; readonly text: string }) => `${line.taskId} ${line.text}`
  const standing = new Set(buffer.lines.filter((line) => line.at === last.at).map(identity))
  return (line) => {
    const order = compareStamps(line.at, last.at)
    return order > 0 || (order === 0 && !standing.has(identity(line)))
  }
}
