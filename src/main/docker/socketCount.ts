// Keeps the sockets a dialler handed out, to count what they received and to end them together.
import type net from 'node:net'

export interface SocketCount {
  readonly add: <S extends net.Socket>(socket: S) => S
  readonly bytesRead: () => number
  readonly destroyAll: () => void
}

export function socketCount(): SocketCount {
  const open = new Set<net.Socket>()
  let past = 0
  return {
    add(socket) {
      open.add(socket)
      socket.once('close', () => {
        open.delete(socket)
        past += socket.bytesRead
      })
      return socket
    },
    bytesRead: () => [...open].reduce((sum, socket) => sum + socket.bytesRead, past),
    destroyAll() {
      for (const socket of open) socket.destroy()
    },
  }
}
