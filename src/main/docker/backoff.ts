// How long to wait before the next attempt, and whether there should be one.
import type { AppError, ErrorCode } from '../../shared/errors.ts'

const firstMs = 500
const longestMs = 5000

/**
 * Doubles from half a second to five, less up to a third at random so that many windows do not call at once.
 * @param attempt 1 after the first failure
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 20))
  return Math.round(full * (1 - random() / 3))
}

/** What a machine that is just starting says: worth another try where the link has stood before. */
const whileStarting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ssh.protocol',
  'docker.notFound',
  'docker.notAnEngine',
])

/** Whether trying again unchanged can help. */
export const isWorthRetrying = (error: AppError, stoodBefore: boolean): boolean =>
  error.retryable || (stoodBefore && (whileStarting.has(error.code) || isUndecided(error)))

/** A machine that boots or shuts down hangs up on every login but root's (pam_nologin); a refusal would say so. */
const isUndecided = (error: AppError): boolean =>
  error.code === 'ssh.authFailed' && error.details?.['undecided'] === true
