// How figures, times and names are written: binary sizes, short times, units after a space.

// Made once: making one costs a hundred times what using it does.
const countFormat = new Intl.NumberFormat('en-US')
const exactFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** `18 GiB`, `1.5 MiB`, `0 B`; one decimal under 10. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < binaryUnits.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${oneDecimal(value, unit > 0)} ${binaryUnits[unit] ?? 'B'}`
}

/** Billionths of a core as `4 cores`, `1 core`, `0.5 cores`. */
export function formatCores(nanoCpus: number): string {
  const cores = Math.round((nanoCpus / 1e9) * 100) / 100
  return `${formatCount(cores)} ${cores === 1 ? 'core' : 'cores'}`
}

/** Nanoseconds as `10 s`, `1 min 30 s`, `500 ms`. */
export function formatNanoseconds(nanoseconds: number): string {
  const ms = nanoseconds / 1e6
  if (ms < 1000) return `${formatCount(Math.round(ms))} ms`
  return formatSeconds(ms / 1000)
}

/** Seconds as `38 s`, `1 min 12 s`, `2 h 5 min`: two units at most. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return twoUnits(whole, 60, 'min', 1, 's')
  if (whole < 86_400) return twoUnits(whole, 3600, 'h', 60, 'min')
  return twoUnits(whole, 86_400, 'd', 3600, 'h')
}

/** The age of `iso` at `now` (milliseconds) in one unit: `now`, `18 min`, `6 d`. A dash where it cannot be read. */
export function formatAge(iso: string, now: number): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return '–'
  const seconds = Math.max(0, Math.floor((now - at) / 1000))
  if (seconds < 5) return 'now'
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return `${formatCount(Math.floor(seconds / 86_400))} d`
}

/** The exact local time, as in `20 Nov 2026, 14:04:11`. */
export function formatExact(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  return exactFormat.format(at)
}

/** `1,284,112`. */
export const formatCount = (value: number): string => countFormat.format(value)

/** `1 task`, `4 tasks`; the plural is given where it is not the word and s. */
export const formatPlural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

/** `node1, node2 and node3`. */
export function formatList(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** The first twelve characters, as docker shows ids. */
export const shortId = (id: string): string => id.slice(0, 12)

/** Two capitals for a cluster: the first letters of its first two words, else its first two letters. */
export function clusterInitials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first = '', second = ''] = words
  const letters = second === '' ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)
  return letters.toUpperCase()
}

export interface ImageParts {
  /** With the slash at the end; empty where there is none. */
  readonly registry: string
  readonly name: string
  /** Without the colon; empty where there is none. */
  readonly tag: string
  /** Seven characters; empty where it is not pinned. */
  readonly digest: string
}

/** Takes an image reference apart for display: everything before the last slash is the registry and path. */
export function imageParts(image: string): ImageParts {
  const [reference = '', digest = ''] = image.split('@', 2)
  const slash = reference.lastIndexOf('/') + 1
  const rest = reference.slice(slash)
  const colon = rest.indexOf(':')
  return {
    registry: reference.slice(0, slash),
    name: colon < 0 ? rest : rest.slice(0, colon),
    tag: colon < 0 ? '' : rest.slice(colon + 1),
    digest: digest.replace(/^[^:]*:/, '').slice(0, 7),
  }
}

function oneDecimal(value: number, allowed: boolean): string {
  if (!allowed || value >= 10 || Number.isInteger(value)) return formatCount(Math.round(value))
  return (Math.round(value * 10) / 10).toString()
}

function twoUnits(value: number, size: number, unit: string, smallerSize: number, smaller: string): string {
  const rest = Math.floor((value % size) / smallerSize)
  return `${formatCount(Math.floor(value / size))} ${unit}${rest === 0 ? '' : ` ${rest} ${smaller}`}`
}
