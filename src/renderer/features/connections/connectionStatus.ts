// The one word for a saved connection: how its link and the cluster behind it stand. Pure.
import { assertNever, type AppErrorData, type ErrorCode } from '../../../shared/errors.ts'
import type { ConnectionGlance } from '../../../shared/model/cluster.ts'
import type { LinkState } from '../../../shared/model/connection.ts'
import type { StatusAndWord } from '../../ui/status.ts'

/** Failures that wait for an answer of the reader, not for the network. */
const waiting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ssh.hostKeyUnknown',
  'ssh.passphraseNeeded',
  'ssh.secretNeeded',
])

/** Whether a failed link goes on once the reader answers (a key to compare, a secret to enter). */
export const waitsForReader = (error: AppErrorData): boolean => waiting.has(error.code)

/** How a link stands, by itself. */
export function linkStatus(link: LinkState): StatusAndWord {
  switch (link.state) {
    case 'idle':
      return { status: 'idle', word: 'Not connected' }
    case 'connecting':
      return { status: 'busy', word: 'Connecting' }
    case 'asking':
      return { status: 'warn', word: 'Asks for an answer' }
    case 'connected':
      return { status: 'ok', word: 'Connected' }
    case 'reconnecting':
      return { status: 'busy', word: 'Reconnecting' }
    case 'failed':
      return waitsForReader(link.error)
        ? { status: 'warn', word: 'Waits for you' }
        : { status: 'bad', word: link.nextTryAt === null ? 'Failed' : 'Out of reach' }
  }
  return assertNever(link)
}

/** How a connection stands on a badge or card: its cluster where that is known, else its link. */
export function glanceStatus(glance: ConnectionGlance): StatusAndWord {
  if (glance.link.state !== 'connected') return linkStatus(glance.link)
  if (glance.problem !== null) return { status: 'bad', word: 'No cluster to show' }
  switch (glance.overall) {
    case null:
      return { status: 'busy', word: 'Reading' }
    case 'healthy':
      return { status: 'ok', word: 'Runs as asked' }
    case 'degraded':
      return { status: 'warn', word: 'Degraded' }
    case 'critical':
      return { status: 'bad', word: 'Critical' }
  }
  return assertNever(glance.overall)
}

/** As in `2 well, 1 with a gap, 1 out of reach`: all connections in one line. */
export function glanceSummary(glances: readonly ConnectionGlance[]): string {
  const count = (test: (glance: ConnectionGlance) => boolean) => glances.filter(test).length
  const isLive = (glance: ConnectionGlance) => glance.link.state === 'connected'
  const parts: readonly (readonly [number, string])[] = [
    [count((each) => isLive(each) && each.overall === 'healthy' && each.problem === null), 'well'],
    [count((each) => isLive(each) && each.overall === 'degraded' && each.problem === null), 'with a gap'],
    [count((each) => isLive(each) && each.overall === 'critical' && each.problem === null), 'critical'],
    [count((each) => isLive(each) && each.problem !== null), 'without a cluster'],
    [count((each) => each.link.state === 'asking' || isWaiting(each)), 'waiting for you'],
    [count(({ link }) => linkStatus(link).word === 'Failed'), 'failed'],
    [
      count(({ link }) => link.state === 'reconnecting' || linkStatus(link).word === 'Out of reach'),
      'out of reach',
    ],
    [count((each) => each.link.state === 'idle'), 'not connected'],
  ]
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ')
}

const isWaiting = ({ link }: ConnectionGlance): boolean =>
  link.state === 'failed' && waitsForReader(link.error)
