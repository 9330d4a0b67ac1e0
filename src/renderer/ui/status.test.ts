import { describe, expect, it } from 'vitest'
import { nodeStatus, serviceStatus, taskStatus } from './status.ts'

describe('the word of a service', () => {
  it('is Down where replicas are asked for and none runs', () => {
    expect(serviceStatus({ health: 'degraded', running: 0, desired: 2 })).toEqual({
      status: 'bad',
      word: 'Down',
    })
    expect(serviceStatus({ health: 'degraded', running: 1, desired: 2 }).word).toBe('Degraded')
  })
})

describe('the word of a node', () => {
  const ready = { state: 'ready', availability: 'active', manager: null } as const
  it('says out of reach before what was asked of it', () => {
    expect(nodeStatus({ ...ready, state: 'down', availability: 'drain' }).word).toBe('Down')
    expect(
      nodeStatus({ ...ready, manager: { leader: false, reachability: 'unreachable', address: '' } }).word,
    ).toBe('Unreachable')
  })
  it('tells draining from drained by what still runs', () => {
    expect(nodeStatus({ ...ready, availability: 'drain' }, 3).word).toBe('Draining')
    expect(nodeStatus({ ...ready, availability: 'drain' }, 0).word).toBe('Drained')
  })
  it('is ready else', () => expect(nodeStatus(ready).status).toBe('ok'))
})

describe('the word of a task', () => {
  it('tells a rejected task from a failed one', () => {
    expect(taskStatus({ state: 'rejected', desiredState: 'shutdown', phase: 'failed' }).word).toBe('Rejected')
    expect(taskStatus({ state: 'failed', desiredState: 'shutdown', phase: 'failed' }).word).toBe('Failed')
  })
  it('names the step of a start where the engine does', () => {
    expect(taskStatus({ state: 'preparing', desiredState: 'running', phase: 'starting' }).word).toBe(
      'Preparing',
    )
  })
})
