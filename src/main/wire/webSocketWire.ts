// The browser host's end of the wires: one WebSocket a page. The token travels as a subprotocol, not in the address.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { maxClientFrameLength } from '../../shared/rpc/frames.ts'
import { WireListeners, type Wire } from '../../shared/rpc/wire.ts'
import { sameToken } from './token.ts'

const protocol = 'swarmdeck'
const tokenPrefix = 'swarmdeck.token.'
const pingEveryMs = 30_000

export interface WebSocketWires {
  /** Takes over a request to upgrade, whose Host and Origin were found right; answers 401 to a wrong token. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Cuts every wire. */
  close(): void
}

export function acceptWebSocketWires(token: string, onWire: (wire: Wire) => void): WebSocketWires {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxClientFrameLength,
    // Never echo the token: only the plain name is ever chosen.
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  })
  return {
    upgrade(request, socket, head) {
      const given = offeredToken(request.headers['sec-websocket-protocol'])
      if (given === null || !sameToken(given, token)) return refuseUpgrade(socket, '401 Unauthorized')
      server.handleUpgrade(request, socket, head, (webSocket) => onWire(wireOf(webSocket)))
    },
    close() {
      for (const webSocket of server.clients) webSocket.terminate()
      server.close()
    },
  }
}

/** Ends a request to upgrade with a plain status. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function offeredToken(header: string | undefined): string | null {
  const offered = (header ?? '').split(',').map((each) => each.trim())
  return offered.find((each) => each.startsWith(tokenPrefix))?.slice(tokenPrefix.length) ?? null
}

function wireOf(socket: WebSocket): Wire {
  const listeners = new WireListeners()
  let alive = true
  const ping = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, pingEveryMs)
  ping.unref()

  socket.on('pong', () => (alive = true))
  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003, 'text only')
    // With the default binaryType a text message is one Buffer; the other shapes belong to other settings.
    if (Buffer.isBuffer(data)) listeners.emitMessage(data.toString('utf8'))
  })
  // An oversized or broken message is reported here, and `close` follows.
  socket.on('error', () => socket.terminate())
  socket.on('close', (_code, reason) => {
    clearInterval(ping)
    listeners.emitClose(reason.length === 0 ? 'the page is gone' : reason.toString('utf8'))
  })
  return {
    send: (frame) => {
      if (socket.readyState === socket.OPEN) socket.send(frame)
    },
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close: (reason = 'closed') => {
      socket.close(1000, reason)
      listeners.emitClose(reason)
    },
  }
}
