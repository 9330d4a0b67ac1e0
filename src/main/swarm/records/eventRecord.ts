// An event as GET /events answers it, and how it becomes a SwarmEvent in words.
import { z } from 'zod'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import { eventInWords } from '../eventInWords.ts'
import { labelMap, oneOf, parseRecord, text, whole } from './fields.ts'

const eventRecord = z.object({
  Type: text,
  Action: text,
  scope: text,
  time: whole,
  timeNano: whole,
  Actor: z.object({ ID: text, Attributes: labelMap }).nullish(),
})

const eventType = oneOf(['service', 'node', 'secret', 'config', 'network', 'other'], 'other')

/** One line of GET /events. `scope` tells the swarm's own from those of this engine alone. */
export function normalizeEvent(raw: unknown): SwarmEvent & { readonly scope: string } {
  const record = parseRecord(eventRecord, raw, 'an event')
  const actorId = record.Actor?.ID ?? ''
  const attributes = record.Actor?.Attributes ?? {}
  const type = eventType.parse(record.Type)
  // Nanoseconds do not fit a JavaScript number exactly; milliseconds do
  const milliseconds = record.timeNano > 0 ? Math.floor(record.timeNano / 1e6) : record.time * 1000
  return {
    id: `${record.timeNano}-${record.Type}-${record.Action}-${actorId}`,
    at: new Date(milliseconds).toISOString(),
    type,
    action: record.Action,
    actorId,
    actorName: attributes['name'] ?? actorId.slice(0, 12),
    ...eventInWords(type, record.Action, attributes),
    attributes,
    scope: record.scope,
  }
}
