// What an engine refuses in the words of the swarm: not a manager, locked, no quorum, not found, ambiguous.
import { AppError } from '../../shared/errors.ts'
import { noQuorum, saysNoQuorum } from './records/clusterRecord.ts'

/** Engine answers by their own words, the rest by toAppError. @param about as in `service web` */
export function swarmError(error: unknown, about: string): AppError {
  if (error instanceof AppError) return error
  const { status, words } = answerOf(error)
  if (/needs to be unlocked/i.test(words)) {
    return new AppError('swarm.locked', 'The swarm on this manager is locked since its engine started.', {
      cause: error,
    })
  }
  if (/worker nodes can't be used/i.test(words)) {
    return new AppError('swarm.notManager', 'This node is a worker of its swarm.', { cause: error })
  }
  if (/not a swarm manager|not part of a swarm/i.test(words)) {
    return new AppError('swarm.none', 'This machine is not part of a swarm.', { cause: error })
  }
  if (status !== null && saysNoQuorum(words)) return noQuorum(words)
  if (/\b(?:is ambiguous|matches found|found based on)\b/i.test(words)) {
    return new AppError('input.invalid', `${capital(about)} is ambiguous: ${words.trim()}.`, {
      hint: 'Use the whole name or id.',
      cause: error,
    })
  }
  if (status === 404) {
    return new AppError('engine.notFound', `There is no ${about}.`, { cause: error })
  }
  return toAppError(error, about)
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function answerOf(error: unknown): { status: number | null; words: string } {
  if (!(error instanceof Error)) return { status: null, words: String(error) }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null
  return { status, words: error.message.replace(/^\(HTTP code \d+\) (?:unexpected - )?/, '') }
}

function toAppError(error: unknown, about: string): AppError {
  const { status, words } = answerOf(error)
  if (status === null) {
    return new AppError('link.lost', `The link broke while reading ${about}: ${words}`, { cause: error })
  }
  if (status === 400) return new AppError('engine.invalid', words, { cause: error })
  return new AppError('engine.failed', `The engine failed on ${about}: ${words}`, { cause: error })
}
