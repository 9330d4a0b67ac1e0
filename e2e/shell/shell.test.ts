// The built desktop shell, run against a stand-in for `electron`: what its window may do, and both directions of its wire.
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ensureBuilt } from '../../scripts/ensureBuilt.ts'
import { startDemoEngine } from '../../src/demo/engine.ts'
import { usualDataDir } from '../../src/main/dataDir.ts'

const folders: string[] = []
const children: ChildProcess[] = []

interface Shell {
  readonly dataDir: string
  /** Whatever a step of drive.ts answers, as JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any
  ask(step: string, ...args: string[]): Promise<any>
  ended: Promise<number | null>
}

async function startShell(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  place: 'given' | 'usual' = 'given',
): Promise<Shell> {
  const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-shell-'))
  folders.push(folder)
  const home = { HOME: folder, APPDATA: folder, XDG_DATA_HOME: join(folder, 'share') }
  const machine = { platform: process.platform, homeDir: folder, env: home }
  const dataDir = place === 'given' ? folder : usualDataDir(machine)
  const given = place === 'given' ? ['--data', folder] : []
  const child = fork(resolve(import.meta.dirname, 'drive.ts'), [...given, ...args], {
    env: { ...process.env, ...home, ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.push(child)
  const waiting = new Map<number, (message: { answer?: unknown; error?: string }) => void>()
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const ready = new Promise<void>((resolve) => waiting.set(0, () => resolve()))
  child.on('message', (message: { id: number; answer?: unknown; error?: string }) => {
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  })
  await Promise.race([ready, ended])
  let next = 1
  return {
    dataDir,
    ended,
    ask: (step, ...args) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, ({ answer, error }) =>
          error === undefined ? resolve(answer) : reject(new Error(error)),
        )
        child.send({ id, step, args })
      }),
  }
}

// Each shell is a whole process, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 })

let shell: Shell
beforeAll(async () => {
  await ensureBuilt()
  shell = await startShell()
}, 120_000)
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('the window', () => {
  it('is sandboxed and isolated, and cannot be made too small', async () => {
    const options = await shell.ask('windowOptions')
    expect(options).toMatchObject({ minWidth: 1024, minHeight: 700, show: false })
    expect(options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(existsSync(options.webPreferences.preload)).toBe(true)
    expect(options.webPreferences.preload).toMatch(/out\/preload\/index\.cjs$/)
  })

  it('shows the page from app://swarmdeck/, in the only instance, with the usual menus', async () => {
    const started = await shell.ask('started')
    expect(started).toMatchObject({
      sandboxed: true,
      lockAsked: 1,
      address: 'app://swarmdeck/',
      shown: true,
      errorBoxes: [],
      appUserModelId: process.platform === 'win32' ? 'app.swarmdeck.desktop' : null,
    })
    expect(started.privileges).toMatchObject([
      { scheme: 'app', privileges: { standard: true, secure: true } },
    ])
    expect(started.privileges[0].privileges).not.toHaveProperty('bypassCSP')
    expect(started.menu).toEqual(expect.arrayContaining(['editMenu', 'viewMenu', 'windowMenu']))
  })

  it('comes forward when the program is started a second time', async () => {
    expect(await shell.ask('secondInstance')).toEqual({ windows: 1, focused: 1 })
  })

  it('shows the settings from the menu, by the usual keys, without leaving the page', async () => {
    expect(await shell.ask('chooseInMenu', 'Settings…')).toEqual({
      accelerator: 'CmdOrCtrl+,',
      address: 'app://swarmdeck/#/settings',
      windows: 1,
    })
  })
})

describe('the page', () => {
  it('comes with a strict content security policy', async () => {
    const page = await shell.ask('fetchPage', 'app://swarmdeck/c/prod/nodes')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<div id="root">')
    const policy: string = page.headers['content-security-policy']
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/)
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })

  it('finds its scripts by addresses from the root', async () => {
    const { body } = await shell.ask('fetchPage', 'app://swarmdeck/')
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(body)?.[1]
    expect(script).toBeDefined()
    const asset = await shell.ask('fetchPage', `app://swarmdeck${script}`)
    expect([asset.status, asset.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8'])
  })

  it('gets nothing of another host, nor files outside', async () => {
    expect((await shell.ask('fetchPage', 'app://elsewhere/')).status).toBe(404)
    expect((await shell.ask('fetchPage', 'app://swarmdeck/assets/../../main/index.js')).body).not.toContain(
      'ipcMain',
    )
    expect(
      (await shell.ask('fetchPage', 'app://swarmdeck/assets/%2e%2e%2f%2e%2e%2fpackage.json')).status,
    ).toBe(404)
  })

  it('sees exactly the functions that pass frames', async () => {
    expect(await shell.ask('exposed')).toEqual({ swarmdeckWire: ['send', 'onFrame', 'onClosed'] })
  })
})

describe('the wire', () => {
  it('carries a call and its answer', async () => {
    expect(await shell.ask('appInfo')).toMatchObject({ host: 'desktop', dataDir: shell.dataDir })
  })

  it('carries a stream', async () => {
    expect(await shell.ask('firstConnections')).toEqual([])
  })

  it('carries an error', async () => {
    expect(await shell.ask('unknownConnection')).toBe('connection.notFound')
  })

  it('ends when the page is reloaded, and begins again', async () => {
    expect(await shell.ask('afterReload')).toEqual({ reason: 'the page was left', again: 'desktop' })
  })

  it('ends at a malformed frame, and begins again', async () => {
    expect(await shell.ask('malformed')).toEqual({ reason: 'a malformed frame', again: 'desktop' })
  })

  it('answers its own page only', async () => {
    expect(await shell.ask('ownFrame')).toBeGreaterThan(0)
    for (const stranger of [
      'foreignPage',
      'lookalike',
      'foreignFrame',
      'foreignWindow',
      'goneFrame',
      'notText',
    ]) {
      expect([stranger, await shell.ask(stranger)]).toEqual([stranger, 0])
    }
    const log = readFileSync(join(shell.dataDir, 'swarmdeck.log'), 'utf8')
    expect(log).toContain('A frame from a foreign sender was refused')
    expect(log).toContain('https://evil.example/')
  })
})

describe('what a page may not', () => {
  it('is to leave the program: https opens in the reader’s browser, all else nowhere', async () => {
    expect(await shell.ask('navigate', 'app://swarmdeck/c/prod/nodes')).toEqual({
      prevented: false,
      elsewhere: [],
    })
    expect(await shell.ask('navigate', 'https://docs.docker.com/')).toEqual({
      prevented: true,
      elsewhere: ['https://docs.docker.com/'],
    })
    for (const url of [
      'http://docs.docker.com/',
      'file:///etc/passwd',
      'app://swarmdeck.evil/',
      'javascript:1',
    ]) {
      expect(await shell.ask('navigate', url)).toEqual({ prevented: true, elsewhere: [] })
    }
    expect(await shell.ask('frameNavigate', 'https://docs.docker.com/')).toBe(true)
    expect(await shell.ask('attachWebview')).toBe(true)
  })

  it('is to open a window', async () => {
    expect(await shell.ask('openWindow', 'app://swarmdeck/')).toEqual({ action: 'deny', elsewhere: [] })
    expect(await shell.ask('openWindow', 'smb://host/share')).toEqual({ action: 'deny', elsewhere: [] })
    expect(await shell.ask('openWindow', 'https://docs.docker.com/')).toEqual({
      action: 'deny',
      elsewhere: ['https://docs.docker.com/'],
    })
  })

  it('is to be granted anything but copying text', async () => {
    const refused = { requested: false, checked: false, device: false }
    for (const name of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'usb',
      'serial',
    ]) {
      expect([name, await shell.ask('permission', name, 'app://swarmdeck/')]).toEqual([name, refused])
    }
    const copy = await shell.ask('permission', 'clipboard-sanitized-write', 'app://swarmdeck/')
    expect(copy).toEqual({ requested: true, checked: true, device: false })
    expect(await shell.ask('permission', 'clipboard-sanitized-write', 'https://evil.example/')).toEqual(
      refused,
    )
  })
})

describe('secrets', () => {
  it('are kept for the session only where the desktop has no keyring, and the page is told why', async () => {
    const { secrets } = await shell.ask('appInfo')
    if (process.platform === 'linux') expect(secrets).toMatchObject({ persistent: false })
    if (process.platform === 'linux') expect(secrets.reason).toContain('keyring')
  })

  it('persist where it has one', async () => {
    const other = await startShell([], { STAND_IN_KEYRING: 'gnome_libsecret' })
    expect((await other.ask('appInfo')).secrets).toEqual({ persistent: true, reason: null })
  })
})

describe('the health of a cluster', () => {
  it('is notified when it changes and stays so, and a click shows the cluster', async () => {
    const engine = await startDemoEngine({ nodes: 3, services: 2, life: false })
    const { id } = await shell.ask('addLocal', 'prod', engine.socketPath)
    await vi.waitFor(
      async () => expect((await shell.ask('firstConnections'))[0].glance.overall).not.toBeNull(),
      10_000,
    )
    expect(await shell.ask('notices')).toEqual([])
    await engine.close()
    await vi.waitFor(async () => expect(await shell.ask('notices')).toHaveLength(1), 25_000)
    expect(await shell.ask('notices')).toMatchObject([{ title: 'prod is out of reach' }])
    expect(await shell.ask('clickNotice')).toBe(`app://swarmdeck/#/c/${id}/overview`)
  }, 60_000)
})

describe('starting and ending', () => {
  it('opens the demo swarm where asked to', async () => {
    const demo = await startShell(['--demo'])
    expect((await demo.ask('started')).address).toMatch(/^app:\/\/swarmdeck\/#\/c\/[^/]+\/overview$/)
    expect(await demo.ask('firstConnections')).toMatchObject([{ connection: { demo: true } }])
  })

  it('ends with everything closed when its window is closed, and remembers where that stood', async () => {
    const other = await startShell()
    await other.ask('appInfo')
    other.ask('closeWindow').catch(() => {})
    expect(await other.ended).toBe(0)
    expect(JSON.parse(readFileSync(join(other.dataDir, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 5, y: 6, width: 1300, height: 850 },
      maximized: false,
    })
  })

  it('keeps its clusters where the browser host looks for them, apart from Chromium’s own files', async () => {
    const other = await startShell([], {}, 'usual')
    expect((await other.ask('appInfo')).dataDir).toBe(other.dataDir)
    expect(existsSync(join(other.dataDir, 'swarmdeck.db'))).toBe(true)
    expect((await other.ask('started')).profile).toBe(join(other.dataDir, 'chromium'))
  })

  it('leaves at once where it runs already', async () => {
    const second = await startShell([], { STAND_IN_LOCKED: '1' })
    expect(await second.ended).toBe(0)
  })
})
