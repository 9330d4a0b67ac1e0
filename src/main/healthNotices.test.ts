// When the reader is told of a cluster's health, and when not.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '../shared/errors.ts'
import type { ConnectionGlance } from '../shared/model/cluster.ts'
import { tellHealthChanges, type HealthNotice } from './healthNotices.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const at = '2026-01-31T10:00:00.000Z'
const up: ConnectionGlance['link'] = {
  state: 'connected',
  since: at,
  via: 'socket',
  latencyMs: 1,
  engineVersion: '28.5.0',
  apiVersion: '1.51',
}
const lost: ConnectionGlance['link'] = {
  state: 'reconnecting',
  since: at,
  lastLiveAt: at,
  attempt: 1,
  nextTryAt: null,
  error: new AppError('link.lost', 'The SSH connection ended.').toData(),
}
const seen = (overall: ConnectionGlance['overall'], link: ConnectionGlance['link'] = up, demo = false) => ({
  connection: { id: 'c1', name: 'prod', demo },
  glance: {
    connectionId: 'c1',
    link,
    problem: null,
    overall,
    summary: overall === null ? null : `it is ${overall}`,
    figures: null,
    asOf: at,
  },
})
type Step = ReturnType<typeof seen>[] | number

/** Plays lists and pauses (milliseconds) and answers what was told. */
async function told(...steps: Step[]): Promise<HealthNotice[]> {
  const notices: HealthNotice[] = []
  async function* lists() {
    for (const step of steps) {
      if (typeof step === 'number') await vi.advanceTimersByTimeAsync(step)
      else yield step
    }
  }
  await tellHealthChanges(lists(), (notice) => notices.push(notice), 1000)
  return notices
}

it('tells a change that holds, with its reason as it is by then', async () => {
  expect(await told([seen('healthy')], [seen('degraded')], 500, [seen('degraded')], 600)).toEqual([
    { connectionId: 'c1', title: 'prod is degraded', body: 'it is degraded' },
  ])
})

it('tells each turn once', async () => {
  const notices = await told(
    [seen('healthy')],
    [seen('critical')],
    1100,
    [seen('critical')],
    1100,
    [seen('healthy')],
    1100,
  )
  expect(notices.map(({ title }) => title)).toEqual(['prod is critical', 'prod is healthy again'])
})

it('does not tell a blip, nor what a cluster begins with', async () => {
  expect(await told([seen('degraded')], 1100, [seen('healthy')], 900, [seen('degraded')], 1100)).toEqual([])
})

it('tells that a cluster is out of reach, with the reason, and that it is back', async () => {
  const notices = await told([seen('healthy')], [seen('healthy', lost)], 1100, [seen('healthy')], 1100)
  expect(notices).toMatchObject([
    { title: 'prod is out of reach', body: 'The SSH connection ended.' },
    { title: 'prod is healthy again' },
  ])
})

it('says nothing of a link that the reader closed, or that never stood', async () => {
  expect(
    await told([seen(null, lost)], 1100, [seen('healthy')], [seen('healthy', { state: 'idle' })], 1100),
  ).toEqual([])
})

it('says nothing of the demo, or of a connection that was removed meanwhile', async () => {
  expect(await told([seen('healthy', up, true)], [seen('critical', up, true)], 1100)).toEqual([])
  expect(await told([seen('healthy')], [seen('critical')], 500, [], 1100)).toEqual([])
})
