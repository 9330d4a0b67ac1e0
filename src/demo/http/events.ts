// GET /events: what happened since, then what happens, one JSON object a line.
import { Refusal } from '../refusal.ts'
import type { SwarmEvent } from '../swarm/cluster.ts'
import type { Filters } from './filters.ts'
import { readFilters } from './filters.ts'
import type { Call, Route } from './router.ts'

const kinds = ['service', 'node', 'network', 'secret', 'config'] as const

export const eventRoutes: readonly Route[] = [{ method: 'GET', path: '/events', handle: events }]

function events({ simulation: { cluster }, request, response, query }: Call): 'streamed' {
  const filters = readFilters(query.get('filters'), [
    ...kinds,
    'type',
    'event',
    'label',
    'scope',
    'container',
    'image',
    'volume',
    'daemon',
    'plugin',
  ])
  const since = timeOf(query.get('since'))
  const until = timeOf(query.get('until'))
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.flushHeaders()
  const write = (event: SwarmEvent): void => {
    if (passes(event, filters)) response.write(`${JSON.stringify(event)}\n`)
  }
  if (since !== null || until !== null)
    for (const event of cluster.events) {
      const at = event.timeNano / 1e6
      if (at >= (since ?? 0) && (until === null || at <= until)) write(event)
    }
  const now = cluster.clock.now()
  if (until !== null && until <= now) {
    response.end()
    return 'streamed'
  }
  const stop = cluster.onEvent(write)
  const timer = until === null ? null : setTimeout(() => response.end(), until - now)
  timer?.unref()
  const end = (): void => {
    stop()
    if (timer) clearTimeout(timer)
  }
  response.on('close', end)
  request.on('close', () => {
    if (response.destroyed) end()
  })
  return 'streamed'
}

function passes(event: SwarmEvent, filters: Filters): boolean {
  const { ID, Attributes } = event.Actor
  return (
    filters.some('type', (type) => event.Type === type) &&
    filters.some('event', (action) => event.Action === action) &&
    filters.some('scope', (scope) => event.scope === scope) &&
    filters.labels('label', Attributes) &&
    !['container', 'image', 'volume', 'daemon', 'plugin'].some((kind) => filters.values(kind)) &&
    kinds.every((kind) =>
      filters.some(
        kind,
        (name) => event.Type === kind && (ID.startsWith(name) || Attributes['name'] === name),
      ),
    )
  )
}

/** Seconds since 1970 with an optional fraction, as the engine takes them. Milliseconds out. */
export function timeOf(text: string | null): number | null {
  if (text === null || text === '') return null
  const seconds = Number(text)
  if (!Number.isFinite(seconds)) throw new Refusal(400, `strconv.ParseInt: parsing "${text}": invalid syntax`)
  return seconds * 1000
}
