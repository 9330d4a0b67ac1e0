// Whoever opens a cluster reads first whether it is well, then why not.
import { expect, test } from 'vitest'
import type { ClusterHealth } from '../../../shared/model/cluster.ts'
import { health, reason } from '../../api/fixtures.ts'
import { causeClause, healthSentence } from './healthSentence.ts'

const read = (given: ClusterHealth) =>
  healthSentence('prod', given)
    .parts.map((part) => part.text)
    .join('')

test('a cluster that is well says so and no more', () => {
  expect(read(health())).toBe('prod runs everything as asked.')
})

test('one gap names the service, the count and the cause', () => {
  const gap = reason({ text: 'web runs 1 of 2 replicas', because: 'no node fits the second' })
  expect(read(health({ overall: 'degraded', reasons: [gap] }))).toBe(
    'prod serves everything, with one gap: web runs 1 of 2 replicas because no node fits the second.',
  )
})

test('what happens on purpose follows, also where all is well', () => {
  const draining = reason({
    kind: 'nodeDraining',
    text: 'node7 drains',
    link: { kind: 'node', id: 'n7', name: 'node7' },
  })
  const updating = reason({ kind: 'serviceUpdating', text: 'web updates' })
  expect(read(health({ ongoing: [draining, updating] }))).toBe(
    'prod runs everything as asked, while node7 drains and web updates.',
  )
})

test('the object is a link in the tone of its reason, the rest is words', () => {
  const { parts } = healthSentence('prod', health({ overall: 'degraded', reasons: [reason()] }))
  expect(parts[2]).toMatchObject({ kind: 'link', text: 'web', tone: 'warn', target: { id: 's1' } })
  expect(parts[3]).toEqual({ kind: 'text', text: ' runs 1 of 2 replicas' })
})

test('more than three reasons are counted, not told', () => {
  const reasons = ['a', 'b', 'c', 'd', 'e'].map((name) =>
    reason({ text: `${name} is down`, link: { kind: 'service', id: name, name } }),
  )
  const sentence = healthSentence('prod', health({ overall: 'degraded', reasons }))
  expect(sentence.left).toBe(2)
  expect(sentence.parts.map((part) => part.text).join('')).toBe(
    'prod serves everything, with 5 gaps: a is down, b is down, c is down and 2 more.',
  )
})

test('a lost quorum comes first in words', () => {
  const lost = reason({
    kind: 'quorumLost',
    severity: 'critical',
    text: '1 of 3 managers answers',
    link: null,
  })
  expect(read(health({ overall: 'critical', reasons: [lost] }))).toBe(
    'prod has lost its quorum: 1 of 3 managers answers.',
  )
})

test.each([
  ['No node fits: 3 do not meet its constraints (node.labels.disk==ssd)', 'no node fits'],
  [
    'Exits with code 137 (killed, often for want of memory); 3 failures in the last minute',
    'it exits with code 137',
  ],
  ['The update is paused: its health check fails', 'its health check fails'],
  ['The update is paused', ''],
  ['Image shop/api:9 was not found', 'image shop/api:9 was not found'],
])('the cause %j is told as %j', (because, clause) => {
  expect(causeClause(because)).toBe(clause)
})

test('what the engine says of a machine stands in brackets', () => {
  const down = reason({
    kind: 'nodeDown',
    text: 'node3 is down',
    because: 'heartbeat failure',
    link: { kind: 'node', id: 'n3', name: 'node3' },
  })
  expect(read(health({ overall: 'degraded', reasons: [down] }))).toBe(
    'prod serves everything, with one gap: node3 is down (heartbeat failure).',
  )
})

test('what goes wrong during an update is not told as its cause', () => {
  const updating = reason({
    kind: 'serviceUpdating',
    text: 'web is updating',
    because: 'Its health check fails',
  })
  expect(read(health({ ongoing: [updating] }))).toBe(
    'prod runs everything as asked, while web is updating (its health check fails).',
  )
})
