// The desktop's window: sandboxed, showing the program's own page and nothing else.
import { BrowserWindow, nativeTheme, screen, shell, type Session, type WebContents } from 'electron'
import { fittingBounds, keepWindowState, readWindowState, smallest } from './windowState.ts'

export interface WindowOptions {
  /** The built preload script. */
  readonly preload: string
  /** The page to show, under `ownOrigin`. */
  readonly address: string
  readonly dataDir: string
}

/** The program's own pages; never file:, so that they have an origin and a content security policy. */
export const ownOrigin = 'app://swarmdeck'
export const isOwnPage = (url: string): boolean => url === ownOrigin || url.startsWith(`${ownOrigin}/`)

/** Opens it where it stood last. */
export function openWindow({ preload, address, dataDir }: WindowOptions): BrowserWindow {
  const kept = readWindowState(dataDir)
  const window = new BrowserWindow({
    ...fittingBounds(
      kept.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Swarmdeck',
    // The page's own ground, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#10171A' : '#F4F7F8',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (kept.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    keepWindowState(dataDir, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  )
  denyPermissions(window.webContents.session)
  void window.loadURL(address)
  return window
}

/** No page but our own, no second window; a link elsewhere opens in the reader's browser, if it is https. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openElsewhere(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url)) return
    event.preventDefault()
    openElsewhere(event.url)
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Nothing is granted but writing text to the clipboard, which the copy buttons do, and that to our own page only. */
function denyPermissions(session: Session): void {
  const granted = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOwnPage(url)
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(granted(permission, details.requestingUrl)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin))
  session.setDevicePermissionHandler(() => false)
}

function openElsewhere(url: string): void {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') void shell.openExternal(url)
}
