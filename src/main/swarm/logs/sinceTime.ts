// The reader's `since`: a time, a number of seconds since 1970, or a span back from now.

const units = { h: 3_600_000, m: 60_000, s: 1_000 } as const

/** Seconds since 1970 with a fraction, as the engine wants it. @param now milliseconds @param since as in `15m`, `2h30m`, `2026-01-31T10:00:00Z` */
export function sinceTime(since: string, now: number): string {
  if (/^\d+(?:\.\d+)?$/.test(since)) return since
  const parts = [...since.matchAll(/(\d+(?:\.\d+)?)([hms])/g)]
  if (parts.length > 0 && !since.includes('T')) {
    const back = parts.reduce((total, [, amount, unit]) => {
      const factor = unit === 'h' || unit === 'm' || unit === 's' ? units[unit] : 0
      return total + Number(amount) * factor
    }, 0)
    return (Math.max(0, now - back) / 1000).toFixed(3)
  }
  const time = Date.parse(since)
  return Number.isNaN(time) ? '0' : (time / 1000).toFixed(3)
}
