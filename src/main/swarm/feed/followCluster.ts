// One connection's work for the live picture: listen, read all once, then turn after turn, until something breaks.
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import type { Engine } from '../../docker/engine.ts'
import { changesOf, withoutScope } from '../events.ts'
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

async function listen(engine: Engine, ears: Ears, parts: FollowParts, signal: AbortSignal): Promise<void> {
  for await (const event of changesOf(engine, signal)) {
    if (event.scope === 'swarm') parts.heard(withoutScope(event))
    // Containers come and go on networks all the time; no network changes by it
    if (event.type === 'network' && (event.action === 'connect' || event.action === 'disconnect')) continue
    if (ears.live === null) ears.early = true
    else heed(event, ears.live, parts)
  }
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
