// Stands in for the `electron` module where its binary cannot be had: just enough of it to run the built shell in plain
// Node and to look at what the shell asked for. Both sides are here: the main process's and the preload's.
import { EventEmitter } from 'node:events'

interface MenuItem {
  role?: string
  label?: string
  accelerator?: string
  click?: () => void
  submenu?: MenuItem[]
}

/** What the shell did, for the tests to read. */
export const record = {
  sandboxed: false,
  lockAsked: 0,
  appUserModelId: null as string | null,
  privileges: [] as unknown[],
  windows: [] as BrowserWindow[],
  menu: [] as MenuItem[],
  notifications: [] as Notification[],
  openedElsewhere: [] as string[],
  errorBoxes: [] as string[][],
  exposed: {} as Record<string, Record<string, unknown>>,
  protocols: {} as Record<string, (request: Request) => Response | Promise<Response>>,
}

export class WebFrameMain {
  url: string
  constructor(url: string) {
    this.url = url
  }
}

class Session {
  request:
    ((contents: null, permission: string, answer: (yes: boolean) => void, details: object) => void) | null =
    null
  check: ((contents: null, permission: string, origin: string) => boolean) | null = null
  device: (() => boolean) | null = null
  setPermissionRequestHandler(handler: NonNullable<Session['request']>): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: NonNullable<Session['check']>): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler
  }
}

export class WebContents extends EventEmitter {
  readonly session = new Session()
  readonly mainFrame = new WebFrameMain('about:blank')
  readonly sent: [string, ...unknown[]][] = []
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  destroyed = false
  isDestroyed(): boolean {
    return this.destroyed
  }
  setWindowOpenHandler(handler: NonNullable<WebContents['openHandler']>): void {
    this.openHandler = handler
  }
  /** To the page: its preload listens on `ipcRenderer`. */
  send(channel: string, ...rest: unknown[]): void {
    this.sent.push([channel, ...rest])
    queueMicrotask(() => ipcRenderer.emit(channel, {}, ...rest))
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: Record<string, unknown>
  readonly webContents = new WebContents()
  focused = 0
  shown = false
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    record.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url
    queueMicrotask(() => this.emit('ready-to-show'))
    return Promise.resolve()
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused += 1
  }
  maximize(): void {}
  isMinimized(): boolean {
    return false
  }
  isFocused(): boolean {
    return false
  }
  isMaximized(): boolean {
    return false
  }
  getNormalBounds() {
    return { x: 5, y: 6, width: 1300, height: 850 }
  }
  close(): void {
    this.emit('close')
    this.webContents.destroyed = true
    this.webContents.emit('destroyed')
    this.emit('closed')
    app.emit('window-all-closed')
  }
}

class App extends EventEmitter {
  readonly name = 'swarmdeck'
  readonly #paths = new Map<string, string>()
  enableSandbox(): void {
    record.sandboxed = true
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`No path ${name}: start with --data.`)
    return path
  }
  setAppUserModelId(id: string): void {
    record.appUserModelId = id
  }
  requestSingleInstanceLock(): boolean {
    record.lockAsked += 1
    return process.env['STAND_IN_LOCKED'] === undefined
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => (prevented = true) })
    if (!prevented) process.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()
export const ipcMain = new EventEmitter()
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => record.privileges.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
    record.protocols[scheme] = handler
  },
}
export const Menu = {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu: (menu: MenuItem[]) => (record.menu = menu),
}
export class Notification extends EventEmitter {
  readonly options: { title: string; body: string }
  static isSupported(): boolean {
    return true
  }
  constructor(options: { title: string; body: string }) {
    super()
    this.options = options
  }
  show(): void {
    record.notifications.push(this)
  }
}
export const dialog = { showErrorBox: (...words: string[]) => record.errorBoxes.push(words) }
export const shell = {
  openExternal: (url: string) => Promise.resolve(void record.openedElsewhere.push(url)),
}
export const nativeTheme = { shouldUseDarkColors: false }
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

const backend = process.env['STAND_IN_KEYRING'] ?? 'basic_text'
export const safeStorage = {
  getSelectedStorageBackend: () => backend,
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text).reverse()),
  decryptStringAsync: (sealed: Buffer) =>
    Promise.resolve({ shouldReEncrypt: false, result: Buffer.from(sealed).reverse().toString() }),
}

/** The page's side: what it sends arrives as from the main frame of the newest window. */
class IpcRenderer extends EventEmitter {
  send(channel: string, ...rest: unknown[]): void {
    const contents = record.windows.at(-1)?.webContents
    queueMicrotask(() =>
      ipcMain.emit(channel, { sender: contents, senderFrame: contents?.mainFrame }, ...rest),
    )
  }
}
export const ipcRenderer = new IpcRenderer()
export const contextBridge = {
  exposeInMainWorld: (name: string, functions: Record<string, unknown>) => (record.exposed[name] = functions),
}
