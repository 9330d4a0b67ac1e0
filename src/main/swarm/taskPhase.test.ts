// A task is drawn by its state seen against what is wanted of it.
import { describe, expect, it } from 'vitest'
import { taskPhaseOf } from './taskPhase.ts'

describe('the phase of a task', () => {
  it.each([
    ['running', 'running', 'running'],
    ['running', 'shutdown', 'stopping'],
    ['running', 'remove', 'stopping'],
    ['running', 'complete', 'running'],
    ['pending', 'running', 'pending'],
    ['new', 'running', 'pending'],
    ['pending', 'shutdown', 'ended'],
    ['assigned', 'ready', 'starting'],
    ['ready', 'ready', 'starting'],
    ['preparing', 'running', 'starting'],
    ['starting', 'shutdown', 'stopping'],
    ['complete', 'complete', 'complete'],
    ['complete', 'shutdown', 'complete'],
    ['failed', 'shutdown', 'failed'],
    ['rejected', 'ready', 'failed'],
    ['shutdown', 'shutdown', 'ended'],
    ['orphaned', 'shutdown', 'ended'],
  ] as const)('%s, wanted %s, is %s', (state, desired, phase) =>
    expect(taskPhaseOf(state, desired)).toBe(phase),
  )
})
