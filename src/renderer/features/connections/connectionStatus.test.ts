// A badge says at a glance how a cluster stands, and never calls one well that nobody reaches.
import { expect, test } from 'vitest'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { ConnectionGlance } from '../../../shared/model/cluster.ts'
import type { LinkState } from '../../../shared/model/connection.ts'
import { glanceStatus, glanceSummary } from './connectionStatus.ts'

const at = '2026-01-01T10:00:00.000Z'
const connected: LinkState = {
  state: 'connected',
  since: at,
  via: 'socket',
  latencyMs: 1,
  engineVersion: '28',
  apiVersion: '1.51',
}
const error = (code: AppErrorData['code']): AppErrorData => ({
  code,
  message: '',
  hint: '',
  retryable: false,
})
const failed = (code: AppErrorData['code'], nextTryAt: string | null = null): LinkState => ({
  state: 'failed',
  since: at,
  lastLiveAt: null,
  nextTryAt,
  error: error(code),
})
const glance = (part: Partial<ConnectionGlance>): ConnectionGlance => ({
  connectionId: 'c1',
  link: connected,
  problem: null,
  overall: 'healthy',
  summary: null,
  figures: null,
  asOf: at,
  ...part,
})

test('a cluster out of reach is not shown as well, though it was well when last seen', () => {
  expect(glanceStatus(glance({ link: failed('ssh.unreachable', at) }))).toEqual({
    status: 'bad',
    word: 'Out of reach',
  })
})

test('a key to compare or a secret to enter waits for the reader', () => {
  expect(glanceStatus(glance({ link: failed('ssh.hostKeyUnknown') })).status).toBe('warn')
  expect(glanceStatus(glance({ link: failed('ssh.hostKeyChanged') }))).toEqual({
    status: 'bad',
    word: 'Failed',
  })
})

test('an engine without a swarm is no healthy cluster', () => {
  expect(glanceStatus(glance({ overall: null, problem: error('swarm.none') })).status).toBe('bad')
})

test('all connections add up in one line', () => {
  expect(
    glanceSummary([
      glance({}),
      glance({}),
      glance({ overall: 'degraded' }),
      glance({ link: failed('ssh.unreachable', at) }),
      glance({ link: failed('ssh.secretNeeded') }),
      glance({ link: failed('ssh.authFailed') }),
      glance({ link: { state: 'idle' } }),
    ]),
  ).toBe('2 well, 1 with a gap, 1 waiting for you, 1 failed, 1 out of reach, 1 not connected')
  expect(glanceSummary([])).toBe('')
})
