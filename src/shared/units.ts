// Amounts as people write them (1m30s, 512MiB, 0.5 cores) and as the Engine API counts them (ns, bytes, nano-CPUs).

const durationUnits: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}

/** Parses a Go duration such as `1m30s` or `500ms`. @returns nanoseconds, or null where it is none */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (trimmed === '0') return 0
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(trimmed)) return null
  let total = 0
  for (const [, amount = '', unit = ''] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (durationUnits[unit] ?? 0)
  }
  return Math.round(total)
}

/** Writes nanoseconds the way the docker CLI reads them: `90e9` → `1m30s`. */
export function formatDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s'
  let left = nanoseconds
  let text = ''
  for (const unit of ['h', 'm', 's', 'ms', 'us', 'ns']) {
    const size = durationUnits[unit] ?? 1
    const count = Math.floor(left / size)
    if (count > 0) text += `${count}${unit}`
    left -= count * size
  }
  return text
}

const byteUnits: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
}

/** Parses sizes in binary units as the docker CLI does: `512m`, `1.5GiB`, `64MB`. @returns bytes, or null */
export function parseBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim())
  if (match === null) return null
  return Math.floor(Number(match[1]) * (byteUnits[(match[2] ?? '').toLowerCase()] ?? 1))
}

/** `1610612736` → `1.5 GiB`; at most one fraction digit. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']
  let amount = bytes
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit++
  }
  const text = unit === 0 || Number.isInteger(amount) ? String(amount) : amount.toFixed(1).replace(/\.0$/, '')
  return `${text} ${units[unit] ?? ''}`
}

/** Parses cores such as `0.5` or `2`. @returns nano-CPUs, or null */
export function parseCpus(text: string): number | null {
  const trimmed = text.trim()
  if (!/^\d+(?:\.\d{1,9})?$/.test(trimmed)) return null
  return Math.round(Number(trimmed) * 1e9)
}
