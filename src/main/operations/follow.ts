// Follows an accepted action with one look a second until it has ended, across losses of the link.
import { AppError, assertNever, type ErrorCode } from '../../shared/errors.ts'
import { pause } from '../changesOf.ts'
import type { Engine } from '../docker/engine.ts'
import type { Follow } from '../swarm/actions/accepted.ts'
import { followDrain } from './followDrain.ts'
import { followRemoval } from './followRemoval.ts'
import { followService } from './followService.ts'
import type { Follower, Nodes, Sighting } from './sighting.ts'

export interface Surroundings {
  /** An engine that answers; rejects with the link's error while there is none. */
  engine(signal: AbortSignal): Promise<Engine>
  nodes(): Nodes
}

const everyMs = 1000

/** Yields each sighting; the last one has another state than `running`. Ends early, without one, when `signal` aborts. */
export async function* follow(
  what: Exclude<Follow, { kind: 'nothing' }>,
  name: string,
  surroundings: Surroundings,
  signal: AbortSignal,
): AsyncGenerator<Sighting> {
  const follower = followerOf(what, name)
  let away = false
  let last: Sighting['progress'] = null
  while (!signal.aborted) {
    try {
      const engine = await surroundings.engine(signal)
      const sighting = await follower.look(engine, surroundings.nodes(), signal)
      yield away ? { ...sighting, log: ['The link is back', ...sighting.log] } : sighting
      if (sighting.state !== 'running') return
      away = false
      last = sighting.progress
    } catch (error) {
      if (signal.aborted) return
      const because = error instanceof Error ? error.message : String(error)
      if (!passes(error)) throw error
      follower.resume()
      const detail = `Waiting for the cluster: ${because}`
      yield { state: 'running', progress: last, detail, log: away ? [] : [detail] }
      away = true
    }
    await pause(everyMs, signal)
  }
}

/** What ends by itself or by the reader's hand: the operation goes on in the cluster meanwhile. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'connection.notConnected',
  'link.lost',
  'timeout',
])
const passes = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.retryable || passing.has(error.code) || /^(?:ssh|docker|tls|swarm)\./.test(error.code))

function followerOf(what: Exclude<Follow, { kind: 'nothing' }>, name: string): Follower {
  switch (what.kind) {
    case 'serviceConverges':
      return followService(what.serviceId, what.rollback)
    case 'tasksGone':
      return followRemoval(what.serviceId, name)
    case 'nodeDrains':
      return followDrain(what.nodeId)
    default:
      return assertNever(what)
  }
}
