// The one way the read verbs ask the engine: a GET answered with JSON, or a GET answered with a stream, both abortable.
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../shared/errors.ts'
import type { Engine } from '../docker/engine.ts'
import { swarmError } from './swarmError.ts'

export type QueryValue = string | number | boolean | Readonly<Record<string, readonly string[]>>
export interface Question {
  /** As in `/services`. */
  readonly path: string
  readonly query?: Readonly<Record<string, QueryValue>>
  /** Names what is asked for in an error, as in `service web`. */
  readonly about: string
}

/** An engine that says nothing for so long is as good as gone; milliseconds. */
const patience = 20_000

/**
 * One GET, its JSON answer unparsed by any record.
 * @throws AppError `engine.notFound` naming `about`, `swarm.*`, `timeout`, `cancelled`, or what toAppError makes of it
 */
export async function askJson(engine: Engine, question: Question, signal: AbortSignal): Promise<unknown> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  try {
    return await dial(engine, question, limit, false)
  } catch (error) {
    throw failure(error, question, signal, limit)
  }
}

/**
 * One GET whose body is read as it comes. The caller destroys the stream, or aborts.
 * @throws as askJson, until the answer begins
 */
export async function askStream(
  engine: Engine,
  question: Question,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  try {
    const answer = await dial(engine, question, signal, true)
    if (isResponse(answer)) return answer
    throw new AppError('engine.failed', `The engine gave no stream for ${question.about}.`)
  } catch (error) {
    throw failure(error, question, signal, signal)
  }
}

function dial(engine: Engine, question: Question, signal: AbortSignal, isStream: boolean): Promise<unknown> {
  if (signal.aborted) return Promise.reject(new AppError('cancelled', 'Cancelled.'))
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      {
        path: `${question.path}?`,
        method: 'GET',
        // The modem deletes from its options, and an empty set of them would stay in the path
        options: { ...question.query },
        abortSignal: signal,
        isStream,
        statusCodes: { 200: true },
      },
      (error: unknown, answer: unknown) => {
        if (error === null || error === undefined) resolve(answer)
        else reject(error instanceof Error ? error : new Error('The engine answered with an unknown error.'))
      },
    )
  })
}

function failure(error: unknown, question: Question, signal: AbortSignal, limit: AbortSignal): AppError {
  if (signal.aborted) return new AppError('cancelled', 'Cancelled.', { cause: error })
  if (limit.aborted) {
    return new AppError(
      'timeout',
      `The engine did not answer about ${question.about} within ${patience / 1000} s.`,
      { cause: error },
    )
  }
  return swarmError(error, question.about)
}

const isResponse = (answer: unknown): answer is IncomingMessage =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
