// Chooses how this page reaches the program: IPC under the desktop shell, else a WebSocket with the token.
import { AppError } from '../../shared/errors.ts'
import type { Wire } from '../../shared/rpc/wire.ts'
import { openIpcWire } from './ipcWire.ts'
import { takeToken } from './token.ts'
import { openWebSocketWire } from './webSocketWire.ts'

/** Opens one wire; called again after it broke. Rejects with `rpc.forbidden` where trying again cannot help. */
export type WireOpener = (signal: AbortSignal) => Promise<Wire>

export function chooseWire(page: Window): WireOpener {
  const preload = page.swarmdeckWire
  if (preload !== undefined) return () => Promise.resolve(openIpcWire(preload))
  const token = takeToken(page)
  return (signal) =>
    token === null
      ? Promise.reject(new AppError('rpc.forbidden', 'This address holds no token.'))
      : openWebSocketWire(token, signal)
}
