// A stream of JSON objects, one after the other, as /events sends them.
import type { Readable } from 'node:stream'
import { AppError } from '../../shared/errors.ts'
import { swarmError } from './swarmError.ts'

/**
 * Each object as it is complete. Ends with the stream; aborting ends it quietly and destroys the stream.
 * @throws AppError `link.lost` where the link breaks, `engine.failed` where a line is no JSON
 */
export async function* jsonLines(
  stream: Readable,
  signal: AbortSignal,
): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.trim() !== '') yield parse(line)
    }
    if (rest.trim() !== '') yield parse(rest)
  } catch (error) {
    if (signal.aborted) return
    throw swarmError(error, 'the events')
  } finally {
    stream.destroy()
  }
}

function parse(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line)
    return value
  } catch (error) {
    throw new AppError('engine.failed', 'The engine sent an event that is not JSON.', { cause: error })
  }
}
