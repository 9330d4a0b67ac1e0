// What an engine refuses, in the words of the swarm: a sentence of one's own where its text is long-winded or names no thing.
import { AppError } from '../../shared/errors.ts'
import { toAppError } from '../docker/toAppError.ts'
import { noQuorum } from './records/clusterRecord.ts'

/** Anything thrown while asking an engine about something. @param about names it, as in `service web` */
export function swarmError(error: unknown, about: string): AppError {
  if (error instanceof AppError) return error
  const words = error instanceof Error ? error.message : ''
  if (/\bis ambiguous\b|\bmatches found\b/i.test(words)) {
    return new AppError('input.invalid', `Several things are called ${about}.`, {
      hint: 'Use the whole id.',
      cause: error,
    })
  }
  const known = toAppError(error, about.charAt(0).toUpperCase() + about.slice(1))
  const extras = { cause: error, ...(known.details === undefined ? {} : { details: known.details }) }
  switch (known.code) {
    case 'engine.notFound':
      return new AppError(known.code, `There is no ${about}.`, extras)
    case 'swarm.none':
      return new AppError(known.code, 'This machine is not part of a swarm.', extras)
    case 'swarm.notManager':
      return new AppError(known.code, 'This machine is a worker of its swarm.', extras)
    case 'swarm.locked':
      return new AppError(known.code, 'The swarm on this manager is locked since its engine started.', extras)
    case 'swarm.noQuorum':
      return noQuorum(words)
    default:
      return known
  }
}
