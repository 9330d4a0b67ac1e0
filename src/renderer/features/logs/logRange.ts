// How far back a log is read: by lines, by time, or all of it.
import type { LogQuery } from '../../../shared/contract/logs.ts'

export interface LogRange {
  readonly tail: LogQuery['tail']
  /** A duration back from now or an ISO time; null: no bound by time. */
  readonly since: string | null
}

export const firstRange: LogRange = { tail: 500, since: null }

export const rangePresets: readonly { readonly label: string; readonly range: LogRange }[] = [
  { label: 'Last 500 lines', range: firstRange },
  { label: 'Last 5,000 lines', range: { tail: 5000, since: null } },
  { label: 'Last 15 min', range: { tail: 'all', since: '15m' } },
  { label: 'Last hour', range: { tail: 'all', since: '1h' } },
  { label: 'Last 24 h', range: { tail: 'all', since: '24h' } },
  { label: 'Everything', range: { tail: 'all', since: null } },
]

/** The range in words, as in `Last 15 min` or `200 lines since 2h`. */
export function rangeLabel(range: LogRange): string {
  const preset = rangePresets.find(
    ({ range: each }) => each.tail === range.tail && each.since === range.since,
  )
  if (preset !== undefined) return preset.label
  const lines = range.tail === 'all' ? 'All' : `${range.tail} lines`
  return range.since === null ? lines : `${lines} since ${range.since}`
}
