// Waits for a connection's engine, for callers that ask once and want an answer or a reason.
import { AppError } from '../../shared/errors.ts'
import type { LinkState } from '../../shared/model/connection.ts'
import type { Engine } from './engine.ts'
import { toAppError } from './toAppError.ts'

interface Waitable {
  readonly state: LinkState
  onState(listener: (state: LinkState) => void): () => void
  connect(): void
  engine(): Engine
}

/** @throws AppError as EngineConnection.ready */
export function waitUntilReady(connection: Waitable, signal: AbortSignal, limitMs = 10_000): Promise<Engine> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      stopListening()
      signal.removeEventListener('abort', onAbort)
    }
    const settle = (state: LinkState): boolean => {
      if (state.state !== 'connected' && state.state !== 'failed' && state.state !== 'reconnecting')
        return false
      end()
      if (state.state === 'failed') reject(AppError.fromData(state.error))
      else {
        try {
          resolve(connection.engine()) // says link.lost while it reconnects
        } catch (error) {
          reject(toAppError(error, 'Connecting'))
        }
      }
      return true
    }
    const onAbort = (): void => {
      end()
      reject(toAppError(signal.reason, 'Connecting'))
    }
    const timer = setTimeout(() => {
      end()
      reject(
        connection.state.state === 'asking'
          ? new AppError(
              'connection.notConnected',
              'The server asks a question that has not been answered yet.',
              {
                hint: 'Answer the question of the server on the screen.',
              },
            )
          : new AppError('timeout', `No link within ${limitMs / 1000} s.`),
      )
    }, limitMs)
    let stopListening = (): void => {}
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) return onAbort()
    const { state } = connection.state
    if (state === 'connected' || state === 'reconnecting') {
      settle(connection.state)
      return
    }
    stopListening = connection.onState(settle)
    if (state === 'idle' || state === 'failed') connection.connect()
  })
}
