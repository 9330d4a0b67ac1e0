// The wire to the browser host. The token travels as a subprotocol: an address would end up in logs.
import { AppError } from '../../shared/errors.ts'
import { WireListeners, type Wire } from '../../shared/rpc/wire.ts'

/**
 * Opens it on the page's own origin. Rejects with `rpc.forbidden` where the token is wrong, with `rpc.disconnected`
 * where nobody answers.
 */
export function openWebSocketWire(token: string, signal: AbortSignal): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const address = new URL('/wire', location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address, ['swarmdeck', `swarmdeck.token.${token}`])
    const listeners = new WireListeners()
    const giveUp = (): void => socket.close()
    signal.addEventListener('abort', giveUp, { once: true })

    socket.addEventListener('open', () => {
      resolve({
        // A socket that is closing drops what it is given, which is what a wire promises.
        send: (frame) => socket.send(frame),
        onMessage: (listener) => listeners.onMessage(listener),
        onClose: (listener) => listeners.onClose(listener),
        close: (reason = 'closed by the page') => {
          socket.close(1000, reason)
          listeners.emitClose(reason)
        },
      })
    })
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'string') listeners.emitMessage(event.data)
    })
    socket.addEventListener('close', (event) => {
      signal.removeEventListener('abort', giveUp)
      listeners.emitClose(event.reason === '' ? 'the program does not answer' : event.reason)
      // Of no effect where it was open before.
      void whyRefused(token).then(reject)
    })
  })
}

/** A WebSocket tells nothing about why it was refused; a plain request with the same token does. */
async function whyRefused(token: string): Promise<AppError> {
  try {
    const answer = await fetch('/api/connections', { headers: { authorization: `Bearer ${token}` } })
    if (answer.status === 401 || answer.status === 403) {
      return new AppError('rpc.forbidden', 'The token of this page is not the one of the running program.')
    }
  } catch {
    // Nobody answers at all: the same as a line that broke.
  }
  return new AppError('rpc.disconnected', 'The program does not answer.')
}
