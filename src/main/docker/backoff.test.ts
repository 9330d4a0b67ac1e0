// The waits between attempts.
import { expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { backoffMs, isWorthRetrying } from './backoff.ts'

it('doubles from half a second and stays at five', () => {
  const waits = [1, 2, 3, 4, 5, 50, 5000].map((attempt) => backoffMs(attempt, () => 0))
  expect(waits).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000])
})
it('takes up to a third off at random', () => {
  expect(backoffMs(2, () => 0.999)).toBeGreaterThanOrEqual(666)
  expect(backoffMs(2, () => 0.999)).toBeLessThan(1000)
})
it('gives up on what cannot help unless the machine may just be starting', () => {
  const refused = new AppError('ssh.protocol', 'x')
  expect(isWorthRetrying(new AppError('ssh.unreachable', 'x'), false)).toBe(true)
  expect(isWorthRetrying(refused, false)).toBe(false)
  expect(isWorthRetrying(refused, true)).toBe(true)
  expect(isWorthRetrying(new AppError('ssh.authFailed', 'x'), true)).toBe(false)
  const hungUp = new AppError('ssh.authFailed', 'x', { details: { hop: 0, undecided: true } })
  expect(isWorthRetrying(hungUp, false)).toBe(false)
  expect(isWorthRetrying(hungUp, true)).toBe(true)
  expect(isWorthRetrying(new AppError('ssh.hostKeyChanged', 'x'), true)).toBe(false)
})
