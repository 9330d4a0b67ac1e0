// Notices a dead link: pings an engine steadily, and calls it dead when neither an answer nor anything else arrives.
import { AppError } from '../../shared/errors.ts'
import type { EngineLink } from './engineLink.ts'
import { toAppError } from './toAppError.ts'

export interface HeartbeatTiming {
  /** Between an answer and the next ping, in milliseconds. */
  readonly everyMs: number
  /** How long nothing at all may arrive while a ping is out. */
  readonly silenceMs: number
  /** How long a ping may take while other bytes do arrive, as behind a big answer on a slow line. */
  readonly patienceMs: number
}

/** A cut cable is noticed within everyMs + silenceMs. */
export const usualTiming: HeartbeatTiming = { everyMs: 2500, silenceMs: 4500, patienceMs: 30_000 }

/**
 * Starts to ping.
 * @param onBeat each round trip in milliseconds
 * @param onDead once: the reason; nothing is called after it
 * @returns stops it
 */
export function startHeartbeat(
  link: Pick<EngineLink, 'ping' | 'bytesRead'>,
  onBeat: (latencyMs: number) => void,
  onDead: (error: AppError) => void,
  timing: HeartbeatTiming = usualTiming,
): () => void {
  const stopped = new AbortController()
  void beat(link, onBeat, stopped.signal, timing).catch((error: unknown) => {
    if (!stopped.signal.aborted) onDead(toAppError(error, 'Asking whether the engine is there'))
  })
  return () => stopped.abort()
}

async function beat(
  link: Pick<EngineLink, 'ping' | 'bytesRead'>,
  onBeat: (latencyMs: number) => void,
  signal: AbortSignal,
  timing: HeartbeatTiming,
): Promise<void> {
  await pingWatched(link, signal, timing) // opens the socket; the round trip is what the next one takes
  while (!signal.aborted) {
    const latencyMs = await pingWatched(link, signal, timing)
    if (signal.aborted) return
    onBeat(latencyMs)
    await pause(timing.everyMs, signal)
  }
}

/** One ping that fails after too long a silence, not merely because its answer queues behind others. */
async function pingWatched(
  link: Pick<EngineLink, 'ping' | 'bytesRead'>,
  signal: AbortSignal,
  timing: HeartbeatTiming,
): Promise<number> {
  const silent = new AbortController()
  const start = performance.now()
  let bytes = link.bytesRead()
  let heard = start
  const look = (): void => {
    const now = performance.now()
    if (link.bytesRead() !== bytes) {
      bytes = link.bytesRead()
      heard = now
    }
    if (now - heard >= timing.silenceMs || now - start >= timing.patienceMs)
      silent.abort(
        new AppError(
          'link.lost',
          `Nothing has been heard from the engine for ${Math.round((now - heard) / 1000)} s.`,
        ),
      )
  }
  // A busy event loop runs timers before it reads: setImmediate lets what has arrived be counted first.
  const timer = setInterval(() => setImmediate(look), Math.min(500, timing.silenceMs / 4))
  try {
    return await link.ping(AbortSignal.any([signal, silent.signal]))
  } catch (error) {
    throw silent.signal.aborted ? silent.signal.reason : error
  } finally {
    clearInterval(timer)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
  })
}
