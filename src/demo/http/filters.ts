// The `filters` query as the engine reads it: {"name":["x"]} or, from older clients, {"name":{"x":true}}.
import { z } from 'zod'
import { Refusal } from '../refusal.ts'

const given = z.record(z.string(), z.union([z.array(z.string()), z.record(z.string(), z.boolean())]))

export interface Filters {
  /** null where this filter was not given. */
  values(key: string): readonly string[] | null
  /** Whether any value passes; true where the filter was not given. */
  some(key: string, passes: (value: string) => boolean): boolean
  /** Whether all values pass, as labels are compared. */
  labels(key: string, labels: Readonly<Record<string, string>>): boolean
}

/** @throws Refusal 400 for what is no JSON, or a filter that is not among `allowed`. */
export function readFilters(text: string | null, allowed: readonly string[]): Filters {
  const parsed = text === null || text === '' ? {} : parse(text)
  const filters = new Map<string, readonly string[]>()
  for (const [key, values] of Object.entries(parsed)) {
    if (!allowed.includes(key)) throw new Refusal(400, `invalid filter '${key}'`)
    filters.set(key, Array.isArray(values) ? values : Object.keys(values))
  }
  const values = (key: string): readonly string[] | null => filters.get(key) ?? null
  return {
    values,
    some: (key, passes) => values(key)?.some(passes) ?? true,
    labels: (key, labels) =>
      (values(key) ?? []).every((wanted) => {
        const [name, value] = splitOnce(wanted)
        const actual = labels[name]
        return actual !== undefined && (value === undefined || value === actual)
      }),
  }
}

function parse(text: string): z.infer<typeof given> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Refusal(400, `invalid filter: ${text.slice(0, 80)}`)
  }
  const read = given.safeParse(json)
  if (!read.success) throw new Refusal(400, `invalid filter: ${text.slice(0, 80)}`)
  return read.data
}

function splitOnce(text: string): [string, string?] {
  const at = text.indexOf('=')
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
