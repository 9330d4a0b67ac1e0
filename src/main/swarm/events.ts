// Reading events: those the engine can still replay, and each as it happens.
import { AppError } from '../../shared/errors.ts'
import type { SwarmEvent } from '../../shared/model/cluster.ts'
import type { Engine } from '../docker/engine.ts'
import { askStream } from './ask.ts'
import { jsonLines } from './jsonLines.ts'
import { normalizeEvent } from './records/eventRecord.ts'

export type ScopedEvent = SwarmEvent & { readonly scope: string }
const types = ['service', 'node', 'secret', 'config', 'network'] as const
/** Engines keep a few hundred events; from the beginning of time is simply all of them. */
const beginning = '1'

/**
 * The swarm's past events, oldest first. GET /events with since and until.
 * @param since ISO time @param limit the newest so many
 */
export async function listEvents(
  engine: Engine,
  { since, limit }: { readonly since?: string | undefined; readonly limit: number },
  signal: AbortSignal,
): Promise<SwarmEvent[]> {
  const query = {
    since: since === undefined ? beginning : seconds(Date.parse(since)),
    until: seconds(Date.now()),
    filters: { scope: ['swarm'] },
  }
  const found: SwarmEvent[] = []
  const stream = await askStream(engine, { path: '/events', query, about: 'the events' }, signal)
  for await (const raw of jsonLines(stream, signal)) found.push(withoutScope(normalizeEvent(raw)))
  return found.sort((a, b) => a.at.localeCompare(b.at)).slice(-limit)
}

/**
 * Every change of this engine and its swarm that the live picture must hear of, from now on or from `since` (ISO time,
 * its own moment included). `onOpen` is called once the engine has begun to answer.
 * @throws AppError `link.lost` when the engine ends it
 */
export async function* changesOf(
  engine: Engine,
  signal: AbortSignal,
  { since, onOpen }: { readonly since?: string | undefined; readonly onOpen?: () => void } = {},
): AsyncGenerator<ScopedEvent, void, undefined> {
  const query = {
    filters: { type: types },
    ...(since === undefined ? {} : { since: seconds(Date.parse(since)) }),
  }
  const stream = await askStream(engine, { path: '/events', query, about: 'the events' }, signal)
  onOpen?.()
  for await (const raw of jsonLines(stream, signal)) yield normalizeEvent(raw)
  if (!signal.aborted) throw new AppError('link.lost', 'The engine ended its stream of events.')
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3)

/** Without what the contract does not know. */
export function withoutScope(event: ScopedEvent): SwarmEvent {
  const { id, at, type, action, actorId, actorName, text, tone, attributes } = event
  return { id, at, type, action, actorId, actorName, text, tone, attributes }
}
