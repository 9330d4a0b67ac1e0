// A stream that needs an engine from the start: connects first, then streams.
import type { Engine } from '../docker/engine.ts'

/** @throws AppError what keeps the connection from standing, as the stream's first step */
export async function* onceConnected<T>(
  clusters: { engine(id: string, signal: AbortSignal): Promise<Engine> },
  connectionId: string,
  signal: AbortSignal,
  open: (engine: Engine) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  yield* open(await clusters.engine(connectionId, signal))
}
