// Which of the buffered lines are shown, and where the search hits are. Pure: the view only draws what this says.
import type { ShownLine } from './logBuffer.ts'
import type { LogLevel } from './logLevel.ts'

export interface LogFilter {
  /** Empty: no search. */
  readonly search: string
  /** Levels to hide. */
  readonly hiddenLevels: ReadonlySet<LogLevel>
  /** Tasks to hide. */
  readonly hiddenTasks: ReadonlySet<string>
  readonly foldTraces: boolean
  /** Traces that the reader opened, by the key of their first line. */
  readonly opened: ReadonlySet<number>
  /** Only lines of this span of milliseconds since 1970; null: all. */
  readonly span: { readonly from: number; readonly to: number } | null
}

export interface LogRow {
  readonly line: ShownLine
  /** Frames folded into this row; 0 where none are. */
  readonly folded: number
}

export interface LogView {
  readonly rows: readonly LogRow[]
  /** Indexes into rows. */
  readonly hits: readonly number[]
}

/** One frame of a folded trace stays in sight; the rest are counted behind it. */
const framesInSight = 1

/** Applies the filter to the buffered lines. */
export function logView(lines: readonly ShownLine[], filter: LogFilter): LogView {
  const rows: { line: ShownLine; folded: number }[] = []
  const hits: number[] = []
  const needle = filter.search.toLowerCase()
  // Lines of several tasks are interleaved, so each task has its own trace under way.
  const traces = new Map<string, { head: number; frames: number; row: number; hidden: boolean }>()
  for (const line of lines) {
    if (filter.hiddenTasks.has(line.taskId)) continue
    if (filter.span !== null && (line.ms < filter.span.from || line.ms >= filter.span.to)) continue
    const hit = needle !== '' && line.text.toLowerCase().includes(needle)
    const trace = line.frame ? traces.get(line.taskId) : undefined
    if (trace === undefined) {
      const hidden = filter.hiddenLevels.has(line.level)
      traces.set(line.taskId, { head: line.key, frames: 0, row: rows.length, hidden })
      if (hidden) continue
    } else {
      if (trace.hidden) continue
      trace.frames++
      const fold = filter.foldTraces && trace.frames > framesInSight && !filter.opened.has(trace.head) && !hit
      const row = rows[trace.row]
      if (fold && row !== undefined) {
        row.folded++
        continue
      }
      trace.row = rows.length
    }
    if (hit) hits.push(rows.length)
    rows.push({ line, folded: 0 })
  }
  return { rows, hits }
}

export interface HistogramBin {
  readonly from: number
  readonly to: number
  readonly counts: Readonly<Record<LogLevel, number>>
}

/** Lines by level in `bins` equal spans of time between the first and the last line; empty where there are no lines. */
export function histogram(lines: readonly ShownLine[], bins: number): readonly HistogramBin[] {
  const first = lines[0]
  const last = lines[lines.length - 1]
  if (first === undefined || last === undefined) return []
  const width = Math.max(1, (last.ms - first.ms + 1) / bins)
  const result = Array.from({ length: bins }, (_, index) => ({
    from: first.ms + index * width,
    to: first.ms + (index + 1) * width,
    counts: { error: 0, warn: 0, info: 0, debug: 0, none: 0 },
  }))
  for (const line of lines) {
    const bin = result[Math.min(bins - 1, Math.max(0, Math.floor((line.ms - first.ms) / width)))]
    if (bin !== undefined) bin.counts[line.level]++
  }
  return result
}

/**
 * The text of a download: the lines that the filter lets through, folded frames too, one line each: stamp, task, stream
 * and text, tab-separated.
 */
export function logText(
  lines: readonly ShownLine[],
  filter: LogFilter,
  taskName: (taskId: string) => string,
): string {
  return logView(lines, { ...filter, foldTraces: false })
    .rows.map(({ line }) => `${line.at}\t${taskName(line.taskId)}\t${line.stream}\t${line.text}\n`)
    .join('')
}

/** Splits a line around the search hits, for marking. Empty search: the whole line, unmarked. */
export function splitHits(
  text: string,
  search: string,
): readonly { readonly text: string; readonly hit: boolean }[] {
  if (search === '') return [{ text, hit: false }]
  const parts: { text: string; hit: boolean }[] = []
  const hay = text.toLowerCase()
  const needle = search.toLowerCase()
  let at = 0
  for (let found = hay.indexOf(needle); found !== -1; found = hay.indexOf(needle, at)) {
    if (found > at) parts.push({ text: text.slice(at, found), hit: false })
    parts.push({ text: text.slice(found, found + needle.length), hit: true })
    at = found + needle.length
  }
  if (at < text.length) parts.push({ text: text.slice(at), hit: false })
  return parts
}
