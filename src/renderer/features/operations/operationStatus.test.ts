// The strip of the tray shows what runs and what needs a look, and lets go of what ended well.
import { expect, test } from 'vitest'
import type { Operation } from '../../../shared/model/action.ts'
import { inStrip, operationStatus, secondsOf } from './operationStatus.ts'

const now = Date.parse('2026-01-01T12:00:00.000Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const operation = (id: string, part: Partial<Operation>): Operation => ({
  id,
  connectionId: 'c1',
  action: { kind: 'service.restart', service: 'web' },
  title: 'Restarting web',
  commands: [],
  target: { kind: 'service', id: 's1', name: 'web' },
  state: 'running',
  progress: null,
  detail: '',
  error: null,
  startedAt: ago(60),
  endedAt: null,
  log: [],
  undo: null,
  ...part,
})
const ids = (operations: readonly Operation[]) => inStrip(operations, now).map((each) => each.id)

test('what runs is shown, oldest first', () => {
  expect(ids([operation('new', { startedAt: ago(1) }), operation('old', {})])).toEqual(['old', 'new'])
})

test('what converged is shown for a moment, then only in the list', () => {
  expect(ids([operation('a', { state: 'converged', endedAt: ago(5) })])).toEqual(['a'])
  expect(ids([operation('a', { state: 'converged', endedAt: ago(60) })])).toEqual([])
})

test('what failed, was rolled back or is paused stays until it is cleared', () => {
  const ended = (['failed', 'rolledBack', 'paused', 'superseded', 'detached'] as const).map((state) =>
    operation(state, { state, endedAt: ago(3600) }),
  )
  expect(ids(ended)).toEqual(['failed', 'rolledBack', 'paused'])
})

test('converged, rolled back, paused and failed are told apart', () => {
  const states = ['converged', 'rolledBack', 'paused', 'failed'] as const
  expect(new Set(states.map((state) => operationStatus({ state }).status)).size).toBe(4)
})

test('an ended operation no longer counts time', () => {
  expect(secondsOf(operation('a', {}), now)).toBe(60)
  expect(secondsOf(operation('a', { endedAt: ago(50) }), now)).toBe(10)
})
