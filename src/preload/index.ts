// The whole bridge between a page and the program: it passes frames and knows nothing of what they say.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'

type Listener = (session: string, text: string) => void

const listen = (channel: string, listener: Listener): (() => void) => {
  const pass = (_event: IpcRendererEvent, session: string, text: string): void => listener(session, text)
  ipcRenderer.on(channel, pass)
  return () => {
    ipcRenderer.off(channel, pass)
  }
}

contextBridge.exposeInMainWorld('swarmdeckWire', {
  send: (session: string, frame: string) => ipcRenderer.send('swarmdeck:frame', session, frame),
  onFrame: (listener: Listener) => listen('swarmdeck:frame', listener),
  onClosed: (listener: Listener) => listen('swarmdeck:closed', listener),
})
