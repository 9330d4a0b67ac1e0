// Reads one log into a buffer and keeps reading; after a lost wire it goes on where it stopped.
import type { Client } from '../../../shared/contract/index.ts'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { LogItem, LogLine } from '../../../shared/model/logLine.ts'
import { errorData, wireOpen } from '../../api/followStream.ts'
import { liveValue, type LiveValue } from '../../api/liveValue.ts'
import type { WireStatus } from '../../api/wireStatus.ts'
import { compareStamps, LogBuffer, type ShownLine } from './logBuffer.ts'
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
    const standing = standingOf(this.buffer.lines)
    const bounds =
      last === undefined
        ? { tail: range.tail, ...(range.since === null ? {} : { since: range.since }) }
        : { tail: 'all' as const, since: resumeFrom(standing, last) }
    const isNew = isNewTo(standing)
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

/** Where one task's one stream stands: its newest stamp, and the texts that bear it. */
interface Standing {
  readonly at: string
  readonly texts: ReadonlySet<string>
}

const sourceOf = (line: LogLine): string => `${line.taskId} ${line.stream}`

/** Each task's own clock stamps its lines, so how far it was read is known a task and stream at a time. */
function standingOf(lines: readonly LogLine[]): ReadonlyMap<string, Standing> {
  const standing = new Map<string, { at: string; texts: Set<string> }>()
  for (const line of lines) {
    const source = sourceOf(line)
    const known = standing.get(source)
    const order = known === undefined ? 1 : compareStamps(line.at, known.at)
    if (order > 0) standing.set(source, { at: line.at, texts: new Set([line.text]) })
    else if (order === 0) known?.texts.add(line.text)
  }
  return standing
}

/** `since` includes its own moment and begins for all tasks at the slowest clock: what stands already is left out. */
function isNewTo(standing: ReadonlyMap<string, Standing>): (line: LogLine) => boolean {
  return (line) => {
    const known = standing.get(sourceOf(line))
    if (known === undefined) return true
    const order = compareStamps(line.at, known.at)
    return order > 0 || (order === 0 && !known.texts.has(line.text))
  }
}

/** Clocks of one swarm are never further apart than this, and a task that ended long ago has nothing to add. */
const clockSlackMs = 300_000

/** From where to read on: the oldest of the newest stamps, as far as clocks may lag. */
function resumeFrom(standing: ReadonlyMap<string, Standing>, newest: ShownLine): string {
  const bound = new Date(newest.ms - clockSlackMs).toISOString()
  const oldest = [...standing.values()]
    .map(({ at }) => at)
    .filter((at) => compareStamps(at, bound) > 0)
    .sort(compareStamps)[0]
  return oldest ?? newest.at
}
