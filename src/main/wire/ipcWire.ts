// The desktop's end of the wires, and the only use of ipcMain. A page names a session with each frame; a new session
// (after a reload, or after its wire was closed) is a new wire.
import { ipcMain, type IpcMainEvent, type WebContents } from 'electron'
import { WireListeners, type Wire } from '../../shared/rpc/wire.ts'
import type { Log } from '../deps.ts'

const frameChannel = 'swarmdeck:frame'
const closedChannel = 'swarmdeck:closed'

interface Session {
  readonly id: string
  readonly wire: Wire
  readonly listeners: WireListeners
}

/**
 * Accepts wires from one window. Every frame's sender is checked: it must be the main frame of that window, showing the
 * program's own page; anything else is dropped and logged. Returns the end of it, which closes the wire.
 */
export function acceptIpcWires(
  contents: WebContents,
  isOwnPage: (url: string) => boolean,
  onWire: (wire: Wire) => void,
  log: Log,
): () => void {
  let session: Session | null = null
  let ended: string | null = null

  const tell = (channel: string, id: string, text: string): void => {
    if (!contents.isDestroyed()) contents.send(channel, id, text)
  }
  const end = (reason: string): void => {
    const present = session
    if (present === null) return
    session = null
    ended = present.id
    present.listeners.emitClose(reason)
    tell(closedChannel, present.id, reason)
  }
  const begin = (id: string): Session => {
    end('a new session')
    const listeners = new WireListeners()
    const wire: Wire = {
      send: (frame) => {
        if (!listeners.closed) tell(frameChannel, id, frame)
      },
      onMessage: (listener) => listeners.onMessage(listener),
      onClose: (listener) => listeners.onClose(listener),
      close: (reason = 'closed') => {
        if (session?.id === id) end(reason)
      },
    }
    const begun = { id, wire, listeners }
    session = begun
    onWire(wire)
    return begun
  }
  const receive = (event: IpcMainEvent, id: unknown, frame: unknown): void => {
    // Frames of other windows are theirs to check.
    if (event.sender !== contents) return
    const { senderFrame } = event
    if (senderFrame === null || senderFrame !== contents.mainFrame || !isOwnPage(senderFrame.url)) {
      log('warn', 'A frame from a foreign sender was refused', { url: senderFrame?.url ?? null })
      return
    }
    if (typeof id !== 'string' || typeof frame !== 'string') {
      log('warn', 'A frame that is no text was refused')
      return
    }
    // What was still on its way when its wire was closed; the page learns it again in case it missed it.
    if (id === ended) return tell(closedChannel, id, 'closed')
    const { listeners } = session?.id === id ? session : begin(id)
    listeners.emitMessage(frame)
  }

  ipcMain.on(frameChannel, receive)
  contents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) end('the page was left')
  })
  contents.on('render-process-gone', () => end('the page is gone'))
  const stop = (): void => {
    ipcMain.off(frameChannel, receive)
    end('the window is closed')
  }
  contents.once('destroyed', stop)
  return stop
}
