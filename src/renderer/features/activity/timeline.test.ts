// Events and deeds share one line of time: newest first, each once, filtered by what is typed.
import { expect, test } from 'vitest'
import type { AuditEntry } from '../../../shared/model/audit.ts'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import { byDay, mergeEvents, moments } from './timeline.ts'

const event = (id: string, at: string, actorName = 'web'): SwarmEvent => ({
  id,
  at,
  type: 'service',
  action: 'update',
  actorId: 's1',
  actorName,
  text: 'updated',
  tone: 'busy',
  attributes: {},
})
const entry = (id: number, at: string): AuditEntry => ({
  id,
  at,
  connectionId: 'c1',
  connectionName: 'prod',
  who: 'anna',
  via: 'desktop',
  what: 'service.scale',
  target: 'web',
  text: 'scaled to 5 replicas',
  command: 'docker service scale web=5',
  outcome: 'converged',
  detail: '',
})
const early = event('e1', '2026-01-01T10:00:00.000Z')
const late = event('e2', '2026-01-01T12:00:00.000Z', 'api')
const deed = entry(1, '2026-01-01T11:00:00.000Z')

test('an event that is replayed after a reconnect stands there once', () => {
  expect(mergeEvents([early], [early, late], 10).map((each) => each.id)).toEqual(['e2', 'e1'])
  expect(mergeEvents([early], [late], 1).map((each) => each.id)).toEqual(['e2'])
})

test('events and deeds interleave by time', () => {
  const all = moments([early, late], [deed], 'all', '')
  expect(all.map((each) => each.kind)).toEqual(['event', 'deed', 'event'])
})

test('the filter keeps one kind, and what holds every word', () => {
  expect(moments([early, late], [deed], 'deeds', '')).toHaveLength(1)
  expect(moments([early, late], [deed], 'all', 'WEB scale')).toMatchObject([{ kind: 'deed' }])
  expect(moments([early, late], [deed], 'events', 'api')).toMatchObject([{ at: late.at }])
})

test('days are named as people name them', () => {
  const now = new Date(2026, 0, 2, 12)
  const at = (day: number) => new Date(2026, 0, day, 9).toISOString()
  const days = byDay(moments([event('a', at(2)), event('b', at(1))], [], 'all', ''), now)
  expect(days.map((day) => day.name)).toEqual(['Today', 'Yesterday'])
})
