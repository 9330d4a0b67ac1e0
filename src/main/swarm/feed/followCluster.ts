// One connection's work for the live picture: listen, read all once, then turn after turn, until something breaks.
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import type { Engine } from '../../docker/engine.ts'
import { changesOf, withoutScope, type ScopedEvent } from '../events.ts'
import { LiveReading } from './liveReading.ts'
import type { Picture } from './picture.ts'
import { pause, type Pulse } from './pulse.ts'
import { readCluster } from './readCluster.ts'
import type { TaskAgenda } from './taskAgenda.ts'

/** Milliseconds. A burst of events is one turn; a quick turn while something moves; a slow engine slows the turns. */
const gather = 60
const quickTurn = 1_000
const calmTurn = 1_500
const slowestTurn = 15_000
/** A stream of events that held so long is opened again soon; each that did not doubles the wait. */
const steady = 10_000
const soon = 150
const longestGap = 15_000

export interface FollowParts {
  readonly agenda: TaskAgenda
  /** A beat begins the next turn at once. */
  readonly pulse: Pulse
  current(): Picture
  show(picture: Picture): void
  /** The first reading is complete. */
  begin(picture: Picture, live: LiveReading): void
  turned(): void
  /** An event of the swarm. */
  heard(event: SwarmEvent): void
  /** Events may have been missed that the engine does not tell again by itself. */
  missed(): void
}

/** @throws AppError always, but for an aborted signal: what ended it, as `link.lost`, `swarm.*`, `timeout` */
export async function followCluster(engine: Engine, parts: FollowParts, outer: AbortSignal): Promise<void> {
  const inner = new AbortController()
  const signal = AbortSignal.any([outer, inner.signal])
  try {
    // Listening begins before the reading, so that nothing falls between the two
    const ears: Ears = { live: null, early: false }
    const listening = failing(listen(engine, ears, parts, signal))
    const reading = readCluster(engine, parts.current().state.link, signal)
    const { picture, marks } = await Promise.race([reading, listening])
    if (outer.aborted) return
    const live = new LiveReading(engine, parts.agenda, marks, Date.now())
    ears.live = live
    parts.begin(picture, live)
    if (ears.early) live.want({ services: true, nodes: true, rest: true })
    await Promise.race([turns(live, parts, signal), listening])
  } finally {
    inner.abort()
  }
}

async function turns(live: LiveReading, parts: FollowParts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const began = Date.now()
    const show = (next: Picture): void => {
      if (signal.aborted) return
      parts.show({ ...next, state: { ...next.state, asOf: new Date().toISOString() } })
    }
    await live.turn(() => parts.current(), show, signal)
    parts.turned()
    const took = Date.now() - began
    const turn = parts.agenda.isBusy(Date.now()) ? quickTurn : calmTurn
    await parts.pulse.wait(Math.min(slowestTurn, Math.max(turn - took, took * 3)), signal)
    // A burst of events is one turn, and a heavy turn is not repeated at once
    await pause(Math.max(gather, Math.min(took, slowestTurn)), signal)
  }
}

interface Ears {
  live: LiveReading | null
  /** Something was heard before the first reading was complete. */
  early: boolean
}

/**
 * Hears events for as long as the engine answers. A stream that ends by itself, as a proxy cuts idle ones, is opened
 * again from the last event on; what may have been missed is read lightly, while the turns go on as ever.
 */
async function listen(engine: Engine, ears: Ears, parts: FollowParts, signal: AbortSignal): Promise<void> {
  let last: string | undefined
  for (let short = 0, again = false; !signal.aborted; again = true) {
    let opened: number | null = null
    const onOpen = (): void => {
      opened = performance.now()
      if (again) catchUp(ears, parts, last)
    }
    try {
      for await (const event of changesOf(engine, signal, { since: last, onOpen })) {
        last = event.at
        hear(event, ears, parts)
      }
    } catch (error) {
      // One that cannot be opened is the engine's trouble, and the whole round's.
      if (signal.aborted || opened === null) throw error
    }
    const held = performance.now() - (opened ?? 0)
    short = held >= steady ? 0 : short + 1
    await pause(Math.min(soon * 2 ** short, longestGap), signal)
  }
}

function catchUp(ears: Ears, parts: FollowParts, last: string | undefined): void {
  if (last === undefined) parts.missed()
  if (ears.live === null) ears.early = true
  ears.live?.want({ services: true, nodes: true, rest: true })
  parts.pulse.beat()
}

function hear(event: ScopedEvent, ears: Ears, parts: FollowParts): void {
  if (event.scope === 'swarm') parts.heard(withoutScope(event))
  // Containers come and go on networks all the time; no network changes by it
  if (event.type === 'network' && (event.action === 'connect' || event.action === 'disconnect')) return
  if (ears.live === null) ears.early = true
  else heed(event, ears.live, parts)
}

function heed(event: SwarmEvent, live: LiveReading, parts: FollowParts): void {
  const now = Date.now()
  switch (event.type) {
    case 'service':
      parts.agenda.touch(event.actorId, now)
      live.want({ services: true })
      break
    case 'node':
      live.touchNodes(parts.current(), new Set([event.actorId]), now)
      live.want({ nodes: true, services: true, rest: true })
      break
    case 'network':
      live.want({ rest: true })
      break
    case 'secret':
    case 'config':
    case 'other':
      return
  }
  parts.pulse.beat()
}

/** Rejects when the promise does, and never resolves otherwise. */
const failing = (promise: Promise<void>): Promise<never> => promise.then(() => new Promise<never>(() => {}))
