// Two ends of a wire within one process, for tests. Frames cross asynchronously and in order, as on a real wire.
import { WireListeners, type Wire } from './wire.ts'

/** A connected pair: what one end sends, the other receives a microtask later. */
export function memoryWirePair(): readonly [Wire, Wire] {
  const left = new WireListeners()
  const right = new WireListeners()
  return [endOf(left, right), endOf(right, left)]
}

function endOf(own: WireListeners, other: WireListeners): Wire {
  return {
    send: (frame) => {
      if (!own.closed) queueMicrotask(() => other.emitMessage(frame))
    },
    onMessage: (listener) => own.onMessage(listener),
    onClose: (listener) => own.onClose(listener),
    close: (reason = 'closed') => {
      own.emitClose(reason)
      queueMicrotask(() => other.emitClose(reason))
    },
  }
}
