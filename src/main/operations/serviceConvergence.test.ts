import { expect, test } from 'vitest'
import type { Task } from '../../shared/model/task.ts'
import type { UpdateState } from '../../shared/model/service.ts'
import { taskPhaseOf } from '../swarm/taskPhase.ts'
import { ServiceConvergence, type ServiceLook } from './serviceConvergence.ts'

function task(id: string, slot: number, state: Task['state'], more: Partial<Task> = {}): Task {
  const desiredState =
    more.desiredState ?? (state === 'failed' || state === 'rejected' ? 'shutdown' : 'running')
  return {
    id,
    version: 1,
    name: `web.${slot}`,
    serviceId: 's',
    slot,
    nodeId: 'n1',
    state,
    phase: taskPhaseOf(state, desiredState),
    message: '',
    error: null,
    exitCode: null,
    containerId: null,
    image: 'web:1',
    since: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    ...more,
    desiredState,
  }
}

const nodes = new Map([
  ['n1', { hostname: 'node1', state: 'ready' as const }],
  ['n2', { hostname: 'node2', state: 'down' as const }],
])

/** A service of three replicas, one second later with each look. */
function watching({ rollback = false, replicas = 3 } = {}) {
  const convergence = new ServiceConvergence(rollback)
  let nowMs = 0
  return (
    tasks: readonly Task[],
    more: {
      state?: UpdateState
      message?: string
      spec?: unknown
      after?: number
      mode?: ServiceLook['service']['mode']
    } = {},
  ) => {
    nowMs += more.after ?? 1000
    return convergence.look({
      service: {
        mode: more.mode ?? { kind: 'replicated', replicas },
        constraints: ['node.labels.disk==ssd'],
        ports: [],
        update: {
          state: more.state ?? 'none',
          message: more.message ?? '',
          startedAt: null,
          completedAt: null,
        },
      },
      spec: more.spec ?? { image: 'web:1' },
      tasks,
      nodes,
      monitorMs: 5000,
      delayMs: 0,
      nowMs,
    })
  }
}
const running = (count: number, prefix = 'a'): Task[] =>
  Array.from({ length: count }, (_, index) => task(`${prefix}${index + 1}`, index + 1, 'running'))

test('without an update status it converges once all run and stay for the monitor period', () => {
  const look = watching()
  expect(look(running(1))).toMatchObject({
    state: 'running',
    progress: { done: 1, total: 3 },
    detail: '1 of 3 run',
  })
  expect(look(running(3))).toMatchObject({
    state: 'running',
    detail: 'All run; watching 5 s more that they stay',
  })
  expect(look(running(3), { after: 4000 })).toMatchObject({ state: 'running' })
  expect(look(running(3))).toMatchObject({ state: 'converged', detail: 'All 3 tasks run' })
})

test('a task that was replaced between two looks did not stay', () => {
  const look = watching()
  look(running(3))
  look(running(3, 'b'), { after: 4000 })
  expect(look(running(3, 'b'))).toMatchObject({ state: 'running' })
  expect(look(running(3, 'b'), { after: 4000 })).toMatchObject({ state: 'converged' })
})

test('where a task has failed before, all must run for longer', () => {
  const look = watching({ replicas: 1 })
  look([])
  const failed = task('f', 1, 'failed', { error: 'task: non-zero exit (1)' })
  look([failed, ...running(1)])
  expect(look([failed, ...running(1)], { after: 6000 })).toMatchObject({ state: 'running' })
  expect(look([failed, ...running(1)], { after: 4000 })).toMatchObject({ state: 'converged' })
})

test('the engine’s own word that an update is complete is enough', () => {
  const look = watching()
  expect(look(running(1), { state: 'updating' })).toMatchObject({ state: 'running' })
  expect(look(running(3), { state: 'updating', after: 60_000 })).toMatchObject({ state: 'running' })
  expect(look(running(3), { state: 'completed' })).toMatchObject({ state: 'converged' })
})

test('a scale down waits until the surplus has stopped, unless its node is down', () => {
  const look = watching({ replicas: 1 })
  const surplus = task('x', 2, 'running', { desiredState: 'remove' })
  expect(look([...running(1), surplus])).toMatchObject({ state: 'running', detail: '1 task stops' })
  const lost = { ...surplus, nodeId: 'n2' }
  look([...running(1), lost])
  expect(look([...running(1), lost], { after: 5000 })).toMatchObject({
    state: 'converged',
    detail: 'The one task runs',
  })
})

test('scaled to nothing it is done when nothing runs', () => {
  const look = watching({ replicas: 0 })
  expect(look([])).toMatchObject({ state: 'converged', detail: 'No task runs, as asked' })
})

test('paused, rolled back and rollback paused are told apart, with the engine’s reason', () => {
  expect(watching()(running(2), { state: 'paused', message: 'update paused due to failure' })).toMatchObject({
    state: 'paused',
    detail: 'The update is paused: update paused due to failure',
  })
  const look = watching()
  look(running(2), { state: 'updating' })
  const back = { spec: { image: 'web:0' }, message: 'update rolled back due to failure of task x' }
  expect(look(running(2), { state: 'rollback_started', ...back })).toMatchObject({
    state: 'running',
    detail: 'Rolling back: update rolled back due to failure of task x',
  })
  expect(look(running(3), { state: 'rollback_completed', ...back })).toMatchObject({ state: 'rolledBack' })
  expect(watching({ rollback: true })(running(1), { state: 'rollback_paused', message: 'm' })).toMatchObject({
    state: 'paused',
  })
})

test('a rollback that was asked for converges', () => {
  const look = watching({ rollback: true })
  const byHand = { message: 'manually requested rollback' }
  expect(look(running(1), { state: 'rollback_started', ...byHand })).toMatchObject({ state: 'running' })
  expect(look(running(3), { state: 'rollback_completed', ...byHand })).toMatchObject({ state: 'converged' })
})

test('somebody else’s change takes its place, also a rollback by hand', () => {
  const look = watching()
  look(running(1))
  expect(look(running(1), { spec: { image: 'web:9' } })).toMatchObject({ state: 'superseded' })
  const other = watching()
  other(running(1), { state: 'updating' })
  expect(
    other(running(1), {
      state: 'rollback_started',
      spec: { image: 'web:0' },
      message: 'manually requested rollback',
    }),
  ).toMatchObject({ state: 'superseded' })
})

test('three failures of one place are called failed, each told once in the log', () => {
  const look = watching({ replicas: 1 })
  const failed = (n: number): Task => task(`f${n}`, 1, 'failed', { error: 'task: non-zero exit (3)' })
  const next = task('next', 1, 'ready', { desiredState: 'ready' })
  look([next])
  expect(look([failed(1), next]).log).toEqual(['web.1 failed on node1: task: non-zero exit (3)'])
  expect(look([failed(1), failed(2), next])).toMatchObject({
    state: 'running',
    detail: expect.stringMatching(/^Waiting: exits with code 3/),
  })
  expect(look([failed(1), failed(2), failed(3), next])).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/^Its tasks keep failing: .*non-zero exit \(3\)/),
  })
})

test('failures from before the change do not count, and during an update the engine decides', () => {
  const look = watching({ replicas: 1 })
  const old = [1, 2, 3].map((n) => task(`f${n}`, 1, 'failed'))
  expect(look(old)).toMatchObject({ state: 'running', log: [] })
  const updating = watching({ replicas: 1 })
  updating([], { state: 'updating' })
  expect(updating(old, { state: 'updating' })).toMatchObject({ state: 'running' })
})

test('a task that failed and is not started again is failed', () => {
  const look = watching({ replicas: 1 })
  look([])
  const failed = [task('f', 1, 'failed', { error: 'task: non-zero exit (1)' })]
  expect(look(failed)).toMatchObject({ state: 'running' })
  expect(look(failed, { after: 15_000 })).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/not started again/),
  })
})

test('no suitable node is waited for, with the reason, and given up after ten minutes without progress', () => {
  const look = watching({ replicas: 1 })
  const stuck = [
    task('p', 1, 'pending', {
      nodeId: null,
      error: 'no suitable node (scheduling constraints not satisfied on 2 nodes)',
    }),
  ]
  expect(look(stuck)).toMatchObject({
    state: 'running',
    detail:
      'Waiting: no node meets its constraints (node.labels.disk==ssd) (engine: no suitable node (scheduling constraints not satisfied on 2 nodes))',
  })
  expect(look(stuck, { after: 9 * 60_000 })).toMatchObject({ state: 'running' })
  expect(look(stuck, { after: 2 * 60_000 })).toMatchObject({
    state: 'failed',
    detail: expect.stringMatching(/^No progress for 10 min/),
  })
})

test('a global service waits for its tasks and is done when each node’s runs', () => {
  const look = watching()
  const mode = { kind: 'global' } as const
  expect(look([], { mode })).toMatchObject({ state: 'running' })
  const one = task('g1', 0, 'running', { slot: null, nodeId: 'n1' })
  look([one], { mode })
  expect(look([one], { mode, after: 5000 })).toMatchObject({
    state: 'converged',
    progress: { done: 1, total: 1 },
  })
})
