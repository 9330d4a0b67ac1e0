// One watcher's view of the swarm's events: the past ones the engine can replay, then each as it happens. After a
// reconnect what was missed is asked for again, as far back as the engine remembers.
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import type { Engine } from '../../docker/engine.ts'
import { listEvents } from '../events.ts'
import { Pulse } from './pulse.ts'

/** Registers a listener for events; null says that the link was restored and some may have been missed. */
export type SubscribeEvents = (listener: (event: SwarmEvent | null) => void) => () => void

/** So many ids suffice to tell what came twice: engines keep a few hundred events. */
const remembered = 2_000
const replayable = 1_000

/** @param limit how many past ones to begin with @throws AppError where the first reading fails */
export async function* eventSource(
  engine: () => Engine,
  subscribe: SubscribeEvents,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<SwarmEvent, void, undefined> {
  const pulse = new Pulse()
  const queue: (SwarmEvent | null)[] = []
  const seen = new Set<string>()
  let last = new Date().toISOString()
  const unsubscribe = subscribe((event) => {
    queue.push(event)
    pulse.beat()
  })
  const isNew = (event: SwarmEvent): boolean => {
    if (seen.has(event.id)) return false
    seen.add(event.id)
    const [oldest] = seen
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest)
    if (event.at > last) last = event.at
    return true
  }
  try {
    if (limit > 0)
      for (const event of await listEvents(engine(), { limit }, signal)) if (isNew(event)) yield event
    while (!signal.aborted) {
      const event = queue.shift()
      if (event === undefined) await pulse.wait(60_000, signal)
      else if (event !== null) {
        if (isNew(event)) yield event
      } else {
        const missed = await listEvents(engine(), { since: last, limit: replayable }, signal).catch(() => [])
        for (const each of missed) if (isNew(each)) yield each
      }
    }
  } finally {
    unsubscribe()
  }
}
