// Not settled: everything that differs from what was asked, the loudest first, and nothing else.
import { expect, test } from 'vitest'
import { applyChanges, emptyPicture } from '../../api/applyChanges.ts'
import { change, node, service, task } from '../../api/fixtures.ts'
import { unsettled } from './unsettled.ts'

const items = (part: Parameters<typeof change>[0]) =>
  unsettled(applyChanges(emptyPicture, [change({ reset: true, ...part })]).shown)

test('what runs as asked, is complete or stopped is settled; so is a drained node without tasks', () => {
  expect(
    items({
      services: [
        service({ id: '1' }),
        service({ id: '2', health: 'complete' }),
        service({ id: '3', health: 'stopped' }),
      ],
      nodes: [node({ availability: 'drain' })],
    }),
  ).toEqual([])
})

test('a service that runs nothing comes before one with a gap, that before one that updates', () => {
  const services = [
    service({ id: '1', name: 'a', health: 'updating' }),
    service({ id: '2', name: 'b', health: 'degraded', running: 1, desired: 3 }),
    service({ id: '3', name: 'c', health: 'degraded', running: 0, desired: 2 }),
  ]
  expect(items({ services }).map((each) => `${each.name} ${each.what}`)).toEqual([
    'c runs none of 2 replicas',
    'b lacks 2 replicas',
    'a is updating',
  ])
})

test('a job lacks no replicas: it has completed or not', () => {
  const mode = { kind: 'replicated-job', total: 3, concurrent: 1 } as const
  expect(
    items({ services: [service({ health: 'degraded', mode, completed: 1, running: 0, desired: 1 })] }),
  ).toMatchObject([{ status: 'warn', what: 'has completed 1 of 3', replicas: null }])
})

test('the reason is told in plain words', () => {
  const reason = { plain: 'no node fits', engine: 'no suitable node' }
  expect(items({ services: [service({ health: 'degraded', running: 1, reason })] })[0]?.why).toBe(
    'no node fits',
  )
})

test('a node that drains is listed while it has tasks, a node that is down always', () => {
  const nodes = [
    node({ availability: 'drain' }),
    node({ id: 'n2', hostname: 'node2', state: 'down', message: 'heartbeat failure' }),
  ]
  expect(items({ nodes, tasks: [task()] }).map((each) => [each.name, each.what, each.why])).toEqual([
    ['node2', 'is down', 'heartbeat failure'],
    ['node1', 'drains, 1 task left', ''],
  ])
})
