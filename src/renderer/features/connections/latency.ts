// How a round trip is written.

/** Milliseconds as `12 ms`; one decimal under 10, two under 1 only where they say something: `0.4 ms`. */
export function formatLatency(ms: number): string {
  return ms >= 10 ? `${Math.round(ms)} ms` : `${Math.max(0.1, Math.round(ms * 10) / 10)} ms`
}
