// The tray's list follows what the program tells.
import { expect, test } from 'vitest'
import type { Operation } from '../../shared/model/action.ts'
import { mergeOperations } from './applyOperations.ts'

const operation = (id: string, startedAt: string, detail = ''): Operation => ({
  id,
  connectionId: 'c1',
  action: { kind: 'service.restart', service: 'web' },
  title: 'Restarting web',
  commands: [],
  target: { kind: 'service', id: 's1', name: 'web' },
  state: 'running',
  progress: null,
  detail,
  error: null,
  startedAt,
  endedAt: null,
  log: [],
  undo: null,
})
const a = operation('a', '2026-01-01T10:00:00.000Z')
const b = operation('b', '2026-01-01T11:00:00.000Z')

test('the newest operation stands first, and a change replaces the one of its id', () => {
  const known = mergeOperations([], { reset: true, operations: [a, b], removed: [] })
  expect(known.map((each) => each.id)).toEqual(['b', 'a'])
  const moved = { ...a, detail: '1 of 2' }
  expect(mergeOperations(known, { reset: false, operations: [moved], removed: [] })[1]?.detail).toBe('1 of 2')
})

test('a reset drops what was known, a removal only the one it names', () => {
  expect(mergeOperations([a], { reset: true, operations: [b], removed: [] })).toEqual([b])
  expect(mergeOperations([a, b], { reset: false, operations: [], removed: ['a'] })).toEqual([b])
})
