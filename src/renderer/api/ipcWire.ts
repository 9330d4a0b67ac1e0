// The wire of the desktop shell, over the few functions that the preload exposes.
import { WireListeners, type Wire } from '../../shared/rpc/wire.ts'

/** What `src/preload/index.ts` puts on the window. A session is one wire; a reloaded page begins a new one. */
export interface PreloadWire {
  send(session: string, frame: string): void
  onFrame(listener: (session: string, frame: string) => void): () => void
  onClosed(listener: (session: string, reason: string) => void): () => void
}

declare global {
  interface Window {
    readonly swarmdeckWire?: PreloadWire
  }
}

export function openIpcWire(preload: PreloadWire): Wire {
  const session = crypto.randomUUID()
  const listeners = new WireListeners()
  const end = (reason: string): void => {
    stopFrames()
    stopClosed()
    listeners.emitClose(reason)
  }
  const stopFrames = preload.onFrame((of, frame) => {
    if (of === session) listeners.emitMessage(frame)
  })
  const stopClosed = preload.onClosed((of, reason) => {
    if (of === session) end(reason)
  })
  return {
    send: (frame) => {
      if (!listeners.closed) preload.send(session, frame)
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close: (reason = 'closed by the page') => end(reason),
  }
}
