import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { connection } from '../../api/fixtures.ts'
import { blockOf } from './useBlocked.ts'

const at = '2026-01-01T10:00:00.000Z'
const connected = {
  state: 'connected',
  since: at,
  via: 'socket',
  latencyMs: 1,
  engineVersion: '28.5.2',
  apiVersion: '1.51',
} as const

describe('why nothing can be changed', () => {
  it('is nothing on a live cluster', () => {
    expect(blockOf({ connection: connection(), link: connected, problem: null })).toBeNull()
  })
  it('is the connection where it is read-only, whatever the link', () => {
    expect(blockOf({ connection: connection({ readOnly: true }), link: connected, problem: null })).toBe(
      'This connection is read-only',
    )
  })
  it('is the link while it is lost', () => {
    expect(blockOf({ connection: connection(), link: { state: 'idle' }, problem: null })).toBe(
      'Not connected',
    )
  })
  it('is the problem in its own words', () => {
    const problem = new AppError('swarm.noQuorum', '1 of 3 managers answers.').toData()
    expect(blockOf({ connection: connection(), link: connected, problem })).toBe('1 of 3 managers answers.')
  })
})
