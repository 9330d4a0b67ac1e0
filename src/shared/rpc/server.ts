// Answers one wire's calls with the handlers. Owns what is open on that wire: a cancelled call, or a wire that is
// gone, aborts the handlers' signals.
import type { Contract } from '../contract/define.ts'
import type { Caller, Handlers } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { asAppError, callMethod, findMethod, openStream, stripOutput } from './dispatch.ts'
import { Credit, deliver } from './flowControl.ts'
import { decodeClientFrame, encodeFrame, type ClientFrame } from './frames.ts'
import type { Wire } from './wire.ts'

export interface ServeOptions {
  /** Told every `internal` error with its cause, which the caller never sees. */
  readonly onFault?: (method: string, error: unknown) => void
}

interface OpenCall {
  readonly abort: AbortController
  readonly credit: Credit | null
}

type Opening = Extract<ClientFrame, { kind: 'call' | 'listen' }>

/**
 * Serves until the wire closes or the returned function is called (which closes the wire). A frame that is malformed,
 * too long, of another version, or reuses an id closes the wire.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  wire: Wire,
  caller: Caller,
  options: ServeOptions = {},
): () => void {
  const open = new Map<number, OpenCall>()
  let highestId = 0

  const answer = async (frame: Opening, call: OpenCall): Promise<void> => {
    const { id } = frame
    const { signal } = call.abort
    try {
      const found = findMethod(contract, handlers, frame.method)
      const context = { signal, caller }
      if (frame.kind === 'call') {
        const value = await callMethod(found, frame.input, context)
        if (!signal.aborted) wire.send(encodeFrame({ kind: 'result', id, value }))
      } else {
        const { method, source } = openStream(found, frame.input, context)
        const send = (item: unknown): void =>
          wire.send(encodeFrame({ kind: 'item', id, value: stripOutput(found, item) }))
        await deliver(source, method.delivery, call.credit ?? new Credit(0), send, signal)
        wire.send(encodeFrame({ kind: 'end', id }))
      }
    } catch (error) {
      if (signal.aborted) return
      const shown = asAppError(error, frame.method)
      if (shown.code === 'internal') options.onFault?.(frame.method, shown.cause ?? shown)
      wire.send(encodeFrame({ kind: 'error', id, error: shown.toData() }))
    } finally {
      open.delete(id)
    }
  }

  const receive = (text: string): void => {
    const frame = decodeClientFrame(text)
    if (frame === null) return wire.close('a malformed frame')
    switch (frame.kind) {
      case 'call':
      case 'listen': {
        if (frame.id <= highestId) return wire.close('an id used twice')
        highestId = frame.id
        const credit = frame.kind === 'listen' ? new Credit(frame.credit) : null
        const call = { abort: new AbortController(), credit }
        open.set(frame.id, call)
        void answer(frame, call)
        return
      }
      // Both may cross an answer on its way: an id that is not open any more is no mistake.
      case 'credit':
        open.get(frame.id)?.credit?.grant(frame.credit)
        return
      case 'cancel':
        open.get(frame.id)?.abort.abort(new AppError('cancelled', 'The caller cancelled.'))
        return
    }
  }

  const stopReading = wire.onMessage(receive)
  wire.onClose(() => {
    stopReading()
    for (const call of open.values()) {
      call.abort.abort(new AppError('rpc.disconnected', 'The caller is gone.'))
    }
    open.clear()
  })
  return () => wire.close('the program ends')
}
