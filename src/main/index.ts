// The desktop shell: one instance a data folder, one window, the application behind it over IPC.
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  app,
  dialog,
  Menu,
  Notification,
  protocol,
  type BrowserWindow,
  type MenuItemConstructorOptions,
} from 'electron'
import { contract, type Caller } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { localClient } from '../shared/rpc/localClient.ts'
import { serve } from '../shared/rpc/server.ts'
import { createApp, type App } from './app.ts'
import { usualDataDir } from './dataDir.ts'
import type { Log } from './deps.ts'
import { readDesktopOptions } from './desktopOptions.ts'
import { tellHealthChanges, type HealthNotice } from './healthNotices.ts'
import { openLog } from './log.ts'
import { osUser } from './osUser.ts'
import { safeStorageSecrets } from './safeStorage.ts'
import { version } from './version.ts'
import { confine, isOwnPage, openWindow, ownOrigin } from './window.ts'
import { loadAssets, type Assets } from './wire/assets.ts'
import { acceptIpcWires } from './wire/ipcWire.ts'

const options = readDesktopOptions(process.argv)
const at = (path: string): string => resolve(import.meta.dirname, path)

app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])
// The folder that the browser host uses too, so that both show the same clusters. Chromium's own files stay apart in it.
const { platform, env } = process
const dataDir = options.dataDir ?? usualDataDir({ platform, homeDir: homedir(), env })
// Without the name of the installed shortcut, Windows shows no notification of a program.
if (platform === 'win32') app.setAppUserModelId('app.swarmdeck.desktop')
const obstacle = placeProfile(join(dataDir, 'chromium'))
if (obstacle !== null) {
  app
    .whenReady()
    .then(() => giveUp(obstacle))
    .catch(giveUp)
  // The lock is one a data folder: the second start shows the window of the first.
} else if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch(giveUp)
} else app.quit()

/** What keeps Chromium's profile from its place; null where nothing does. */
function placeProfile(folder: string): Error | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath('userData', folder)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

async function start(): Promise<void> {
  const log = openLog(dataDir)
  // An error outside every call (a socket that ends twice, say) is written down; the other clusters go on.
  process.on('unhandledRejection', (error) => log('error', 'Unhandled rejection', { error }))
  process.on('uncaughtException', (error) => log('error', 'Uncaught exception', { error }))
  servePages(loadAssets(at('../renderer')))
  app.on('web-contents-created', (_event, contents) => confine(contents))

  const caller: Caller = { via: 'desktop', user: osUser(env) }
  const program = await createApp({
    host: 'desktop',
    version,
    dataDir,
    homeDir: homedir(),
    env,
    platform,
    user: caller.user,
    secrets: await safeStorageSecrets(platform),
    log,
  })
  closeBeforeQuit(program, log)

  const own = localClient(contract, program.handlers, caller)
  let page = ''
  if (options.demo) page = overviewOf((await own.connections.openDemo(undefined)).id)
  let window: BrowserWindow | null = null
  const show = (): void => {
    if (window !== null) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    const opened = openWindow({
      preload: at('../preload/index.cjs'),
      address: `${ownOrigin}/${page}`,
      dataDir,
    })
    window = opened
    opened.on('closed', () => (window = null))
    const onFault = (method: string, error: unknown): void => log('error', `${method} failed`, { error })
    acceptIpcWires(
      opened.webContents,
      isOwnPage,
      (wire) => serve(contract, program.handlers, wire, caller, { onFault }),
      log,
    )
  }
  /** In the window that is open, or in a new one; only what is behind the # changes, so the page stays. */
  const openPage = (hash: string): void => {
    if (window === null) page = hash
    else void window.loadURL(`${ownOrigin}/${hash}`)
    show()
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(platform, () => openPage('#/settings'))))
  tellHealthChanges(own.connections.watch(undefined), (notice) => {
    // Who looks at the window sees it there.
    if (window?.isFocused() !== true) notify(notice, () => openPage(overviewOf(notice.connectionId)))
  }).catch((error: unknown) => log('warn', 'Health is no longer notified', { error }))
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit()
  })
  show()
}

/** The built pages at `app://swarmdeck/`, with the same headers as in the browser host. */
function servePages(assets: Assets): void {
  protocol.handle('app', (request) => {
    const asset = isOwnPage(request.url) ? assets(new URL(request.url).pathname) : null
    if (asset === null) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(asset.body), { headers: { ...asset.headers } })
  })
}

function closeBeforeQuit(program: App, log: Log): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    program
      .close()
      .catch((error: unknown) => log('error', 'Ending failed', { error }))
      .finally(() => {
        closed = true
        app.quit()
      })
  })
}

function menu(platform: NodeJS.Platform, openSettings: () => void): MenuItemConstructorOptions[] {
  const settings: MenuItemConstructorOptions[] = [
    { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: openSettings },
    { type: 'separator' },
  ]
  const first: MenuItemConstructorOptions[] =
    platform === 'darwin'
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              ...settings,
              { role: 'services' },
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          },
          { role: 'fileMenu' },
        ]
      : [{ label: 'File', submenu: [...settings, { role: 'quit' }] }]
  return [...first, { role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }]
}

const overviewOf = (connectionId: string): string => `#/c/${encodeURIComponent(connectionId)}/overview`

/** Held while they are shown: one that is collected would no longer answer to a click. */
const shownNotices = new Set<Notification>()

function notify({ title, body }: HealthNotice, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  const forget = (): void => void shownNotices.delete(notification)
  shownNotices.add(notification)
  notification.on('click', () => {
    forget()
    onClick()
  })
  notification.on('close', forget)
  notification.show()
}

/** A window cannot be shown without the application: say why in a plain dialog, and end. */
function giveUp(error: unknown): void {
  const said =
    error instanceof AppError
      ? `${error.message}\n\n${error.hint}`
      : error instanceof Error
        ? error.message
        : String(error)
  dialog.showErrorBox('Swarmdeck cannot start', `${said}\n\n${join(dataDir, 'swarmdeck.log')}`)
  app.exit(1)
}
