// Following across a lost link, drains and removals, and the stream of operations.
import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { Operation } from '../../shared/model/action.ts'
import { standInEngine } from '../swarm/actions/engineStandIn.ts'
import { drainSighting } from './followDrain.ts'
import { removalSighting } from './followRemoval.ts'
import { follow } from './follow.ts'
import { merge, operationChanges } from './operationChanges.ts'
import type { Sighting } from './sighting.ts'

test('a lost link is waited out, and said once', async () => {
  let asked = 0
  const standIn = await standInEngine(({ path }) => (path === '/tasks' ? { body: [] } : undefined))
  const seen: Sighting[] = []
  const surroundings = {
    engine: async () => {
      asked += 1
      if (asked <= 2) throw new AppError('link.lost', 'The link to lab is lost.')
      return standIn.engine
    },
    nodes: () => new Map(),
  }
  const what = { kind: 'tasksGone', serviceId: 's' } as const
  for await (const sighting of follow(what, 'web', surroundings, new AbortController().signal))
    seen.push(sighting)
  expect(seen.map(({ state }) => state)).toEqual(['running', 'running', 'converged'])
  expect(seen.map(({ log }) => log[0])).toEqual([
    'Waiting for the cluster: The link to lab is lost.',
    undefined,
    'The link is back',
  ])
  await standIn.close()
})

test('a removal tells tasks that stop from tasks out of reach', () => {
  expect(removalSighting(2, 3, 0)).toMatchObject({ state: 'running', progress: { done: 1, total: 3 } })
  expect(removalSighting(0, 3, 1)).toMatchObject({
    state: 'converged',
    detail: 'Removed, its tasks are gone; 1 task on a node that is down ends when it is back',
  })
})

test('a drain is done when no task is left, and superseded when someone takes it back', () => {
  const seen = new Set<string>()
  const node = { name: 'node3', availability: 'drain', down: false } as const
  const leaving = { id: 'b', phase: 'stopping' } as const
  expect(drainSighting({ ...node, tasks: [{ id: 'a', phase: 'running' }, leaving] }, seen)).toMatchObject({
    state: 'running',
    progress: { done: 0, total: 2 },
  })
  expect(drainSighting({ ...node, tasks: [{ id: 'a', phase: 'ended' }, leaving] }, seen)).toMatchObject({
    state: 'running',
    progress: { done: 1, total: 2 },
    detail: '1 task has yet to leave',
  })
  expect(drainSighting({ ...node, down: true, tasks: [leaving] }, seen)).toMatchObject({ state: 'converged' })
  expect(drainSighting({ ...node, tasks: [] }, seen)).toMatchObject({
    state: 'converged',
    progress: { done: 2, total: 2 },
  })
  expect(drainSighting({ ...node, availability: 'active', tasks: [leaving] }, seen)).toMatchObject({
    state: 'superseded',
  })
})

const operation = (id: string, detail: string): Operation => ({
  id,
  connectionId: 'c',
  action: { kind: 'service.restart', service: 'web' },
  title: '',
  commands: [],
  target: { kind: 'service', id: null, name: 'web' },
  state: 'running',
  progress: null,
  detail,
  error: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  log: [],
  undo: null,
})

test('operations stream: all first, then what changed and what was cleared', async () => {
  const all = new Map([['a', operation('a', 'one')]])
  let announce: (id: string) => void = () => {}
  const end = new AbortController()
  const list = {
    all: () => [...all.values()],
    find: (id: string) => all.get(id),
    subscribe: (listener: (id: string) => void) => {
      announce = listener
      return () => {}
    },
  }
  const items = operationChanges(list, end.signal)[Symbol.asyncIterator]()
  expect((await items.next()).value).toMatchObject({ reset: true, operations: [{ id: 'a' }] })
  all.set('b', operation('b', 'new'))
  all.delete('a')
  announce('b')
  announce('a')
  expect((await items.next()).value).toMatchObject({
    reset: false,
    operations: [{ id: 'b' }],
    removed: ['a'],
  })
  end.abort()
  expect((await items.next()).done).toBe(true)
})

test('two waiting items become one with the newer state of each', () => {
  const older = { reset: true, operations: [operation('a', 'old'), operation('b', 'x')], removed: [] }
  const newer = { reset: false, operations: [operation('a', 'new')], removed: ['b'] }
  expect(merge(older, newer)).toMatchObject({
    reset: true,
    operations: [{ id: 'a', detail: 'new' }],
    removed: ['b'],
  })
})
