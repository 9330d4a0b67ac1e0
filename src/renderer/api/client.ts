// The page's typed client. It outlives broken wires: what is open fails with `rpc.disconnected`, what is asked later goes
// over the next wire.
import { contract, type Client } from '../../shared/contract/index.ts'
import type { Method, Stream } from '../../shared/contract/define.ts'
import { AppError } from '../../shared/errors.ts'
import { clientOver } from '../../shared/rpc/dispatch.ts'
import { keepWire, type KeptWire } from './keptWire.ts'
import type { LiveValue } from './liveValue.ts'
import { chooseWire, type WireOpener } from './wire.ts'
import type { WireStatus } from './wireStatus.ts'

export type WireState = 'connecting' | 'open' | 'reconnecting' | 'refused'

export interface ConnectedApi {
  readonly client: Client
  /** How the line to the program stands, with the time of the next try or the reason of a refusal. */
  readonly wire: LiveValue<WireStatus>
  readonly state: WireState
  /** Told each change of `state`, and each next try that is planned while reconnecting. Returns the unsubscribe. */
  onState(listener: () => void): () => void
  retryNow(): void
  close(): void
}

const stateOf = { connecting: 'connecting', open: 'open', lost: 'reconnecting', refused: 'refused' } as const

/**
 * Connects the page: IPC under the desktop shell, else a WebSocket. Queries and streams that are asked while there is
 * no wire wait for the next one; commands fail at once with `rpc.disconnected`, because a change that happens a minute
 * after its button was pressed is a surprise (only the very first connecting is waited for).
 */
export function connectApi(open: WireOpener = chooseWire(window)): ConnectedApi {
  const kept = keepWire(open)
  const { status } = kept
  const hurry = (): void => kept.retryNow()
  window.addEventListener('online', hurry)
  return {
    client: clientOver(contract, {
      call: (name, method, input, signal) => call(kept, name, method, input, signal),
      listen: (name, method, input, signal) => listen(kept, name, method, input, signal),
    }),
    wire: status,
    get state() {
      return stateOf[status.get().state]
    },
    onState: (listener) => status.subscribe(listener),
    retryNow: hurry,
    close() {
      window.removeEventListener('online', hurry)
      kept.close()
    },
  }
}

async function call(
  kept: KeptWire,
  name: string,
  method: Method,
  input: unknown,
  signal: AbortSignal = new AbortController().signal,
): Promise<unknown> {
  if (method.kind === 'command' && kept.status.get().state === 'lost') {
    throw new AppError('rpc.disconnected', 'The link to the program is gone; nothing was changed.')
  }
  const channel = kept.present() ?? (await kept.channel(signal))
  return channel.call(name, input, signal)
}

function listen(
  kept: KeptWire,
  name: string,
  method: Stream,
  input: unknown,
  signal?: AbortSignal,
): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const stop = new AbortController()
      const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
      const open = async (): Promise<AsyncIterator<unknown>> => {
        const channel = kept.present() ?? (await kept.channel(either))
        return channel.listen(name, method, input, either)[Symbol.asyncIterator]()
      }
      let inner: Promise<AsyncIterator<unknown>> | null = null
      return {
        async next() {
          try {
            inner ??= open()
            return await (await inner).next()
          } catch (error) {
            if (stop.signal.aborted) return { done: true, value: undefined }
            throw error
          }
        },
        return() {
          stop.abort()
          return Promise.resolve({ done: true, value: undefined })
        },
      }
    },
  }
}
