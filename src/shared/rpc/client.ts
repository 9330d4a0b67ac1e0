// The asking end of a wire: calls that resolve, streams that iterate, both ended by an AbortSignal. When the wire goes,
// everything open fails with `rpc.disconnected`; whoever asked decides whether to ask again.
import type { Contract, Stream } from '../contract/define.ts'
import type { Client } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { clientOver } from './dispatch.ts'
import { initialCredit } from './flowControl.ts'
import { decodeServerFrame, encodeFrame } from './frames.ts'
import { openSubscription, type Receiver } from './subscription.ts'
import type { Wire } from './wire.ts'

/**
 * The typed client of a contract over one wire. Streams open on their first `next()` and are cancelled by `return()`
 * (leaving the loop) or by the signal.
 */
export function createClient<C extends Contract>(contract: C, wire: Wire): Client<C> {
  const channel = openChannel(wire)
  return clientOver(contract, {
    call: (name, _method, input, signal) => channel.call(name, input, signal),
    listen: (name, method, input, signal) => channel.listen(name, method, input, signal),
  })
}

/** The untyped asking end, for clients that change wires underneath. */
export interface Channel {
  call(name: string, input: unknown, signal?: AbortSignal): Promise<unknown>
  listen(name: string, method: Stream, input: unknown, signal?: AbortSignal): AsyncIterable<unknown>
}

export function openChannel(wire: Wire): Channel {
  const receivers = new Map<number, Receiver>()
  let nextId = 1
  let gone: AppError | null = null

  wire.onMessage((text) => {
    const frame = decodeServerFrame(text)
    if (frame === null) return wire.close('a malformed frame')
    receivers.get(frame.id)?.receive(frame)
  })
  wire.onClose((reason) => {
    gone = new AppError('rpc.disconnected', `The link to the program is gone: ${reason}.`)
    const waiting = [...receivers.values()]
    receivers.clear()
    for (const each of waiting) each.fail(gone)
  })

  const call: Channel['call'] = (name, input, signal) =>
    new Promise((resolve, reject) => {
      if (gone !== null) return reject(gone)
      if (signal?.aborted === true) return reject(cancelled())
      const id = nextId++
      const frame = encodeFrame({ kind: 'call', id, method: name, input })
      const settle = (): void => {
        receivers.delete(id)
        signal?.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        settle()
        wire.send(encodeFrame({ kind: 'cancel', id }))
        reject(cancelled())
      }
      const fail = (error: AppError): void => {
        settle()
        reject(error)
      }
      const receive: Receiver['receive'] = (frame) => {
        if (frame.kind === 'error') return fail(AppError.fromData(frame.error))
        settle()
        if (frame.kind === 'result') resolve(frame.value)
        else wire.close('a malformed frame')
      }
      receivers.set(id, { receive, fail })
      signal?.addEventListener('abort', abort, { once: true })
      wire.send(frame)
    })

  const listen: Channel['listen'] = (name, method, input, signal) => ({
    [Symbol.asyncIterator]: () => {
      // Given when the stream opens, not before: the server wants ids in rising order.
      let id = 0
      return openSubscription({
        start: (receiver) => {
          if (gone !== null) return receiver.fail(gone)
          id = nextId++
          receivers.set(id, receiver)
          wire.send(
            encodeFrame({ kind: 'listen', id, method: name, input, credit: initialCredit[method.delivery] }),
          )
        },
        grant: () => wire.send(encodeFrame({ kind: 'credit', id, credit: 1 })),
        forget: () => receivers.delete(id),
        cancel: () => wire.send(encodeFrame({ kind: 'cancel', id })),
        malformed: () => wire.close('a malformed frame'),
        signal,
      })
    },
  })

  return { call, listen }
}

const cancelled = (): AppError => new AppError('cancelled', 'It was cancelled.')
