// One log answer of the engine as lines. GET /services/ID/logs, GET /tasks/ID/logs.
import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../shared/errors.ts'
import type { Engine } from '../../docker/engine.ts'
import { askStream } from '../ask.ts'
import { swarmError } from '../swarmError.ts'
import { FrameReader } from './frames.ts'
import { LineReader, type Line } from './lines.ts'

export interface LogRequest {
  readonly kind: 'service' | 'task'
  readonly id: string
  readonly follow: boolean
  readonly tail: number | 'all'
  /** Seconds since 1970 with a fraction, or null. */
  readonly since: string | null
  /** An answer that should be complete but says nothing for so long counts as broken; milliseconds. */
  readonly silence: number | null
}

/**
 * The lines in batches as they come; pulling slowly slows the engine.
 * @throws AppError `engine.notFound`, `link.lost`, … and from the lines `timeout` after `silence`, `engine.failed` with the engine's word
 */
export async function openLog(
  engine: Engine,
  request: LogRequest,
  signal: AbortSignal,
): Promise<{ readonly batches: AsyncGenerator<Line[], void, undefined> }> {
  const { kind, id, follow, tail, since } = request
  const query = {
    stdout: true,
    stderr: true,
    timestamps: true,
    details: true,
    follow,
    tail,
    ...(since === null ? {} : { since }),
  }
  const path = `/${kind}s/${encodeURIComponent(id)}/logs`
  const about = `log of ${kind} ${id}`
  const answer = await withinSilence(askStream(engine, { path, query, about }, signal), request)
  return { batches: batchesOf(answer, request, about, signal) }
}

async function* batchesOf(
  answer: IncomingMessage,
  request: LogRequest,
  about: string,
  signal: AbortSignal,
): AsyncGenerator<Line[], void, undefined> {
  const frames = new FrameReader()
  const lines = new LineReader()
  const chunks: AsyncIterator<unknown, unknown> = answer[Symbol.asyncIterator]()
  let complaint: string | null = null
  try {
    for (;;) {
      const { done, value } = await withinSilence(chunks.next(), request)
      const complete = done === true ? frames.end() : value instanceof Uint8Array ? frames.push(value) : []
      for (const frame of complete) if (frame.source === 'system') complaint = frame.payload.toString().trim()
      const batch = complete.flatMap((frame) => lines.push(frame))
      if (done === true) batch.push(...lines.end())
      if (batch.length > 0) yield batch
      if (done === true) break
    }
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', 'Cancelled.', { cause: error })
    throw swarmError(error, about)
  } finally {
    answer.destroy()
  }
  if (complaint !== null) throw new AppError('engine.failed', complaint)
}

function withinSilence<T>(promise: Promise<T>, { silence }: LogRequest): Promise<T> {
  if (silence === null) return promise
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new AppError('timeout', `No answer within ${silence / 1000} s.`)),
      silence,
    )
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** For `since` of a request. @param milliseconds since 1970 */
export const secondsOf = (milliseconds: number): string => Math.max(0, milliseconds / 1000).toFixed(3)
