// Runs inside the process of the shell under test: loads the built files with the stand-in in place of `electron`, plays
// the page, and answers the test's questions over the process's own channel.
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { contract } from '../../src/shared/contract/index.ts'
import { createClient } from '../../src/shared/rpc/client.ts'
import { openIpcWire, type PreloadWire } from '../../src/renderer/api/ipcWire.ts'
import { app, ipcMain, record, WebContents, WebFrameMain } from './electronStandIn.ts'

const standIn = new URL('./electronStandIn.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})

const out = resolve(import.meta.dirname, '../../out')
await import(pathToFileURL(resolve(out, 'main/index.js')).href)

const contents = (): WebContents => {
  const window = record.windows.at(-1)
  if (window === undefined) throw new Error('No window was opened.')
  return window.webContents
}
const page = (): PreloadWire => {
  if (record.exposed['swarmdeckWire'] === undefined) {
    createRequire(import.meta.url)(resolve(out, 'preload/index.cjs'))
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return record.exposed['swarmdeckWire'] as unknown as PreloadWire
}
const client = () => createClient(contract, openIpcWire(page()))
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

/** A frame that asks for `app.info`, as somebody else's. */
const frame = '{"v":1,"kind":"call","id":1,"method":"app.info"}'
async function repliesTo(sender: unknown, senderFrame: unknown): Promise<number> {
  const before = contents().sent.length
  ipcMain.emit('swarmdeck:frame', { sender, senderFrame }, 'foreign-session', frame)
  await settled()
  return contents().sent.length - before
}

const steps: Record<string, (...args: string[]) => unknown> = {
  windowOptions: () => record.windows.at(-1)?.options ?? null,
  windows: () => record.windows.length,
  started: () => ({
    sandboxed: record.sandboxed,
    lockAsked: record.lockAsked,
    privileges: record.privileges,
    menu: record.menu.map(({ role }) => role),
    address: contents().mainFrame.url,
    shown: record.windows.at(-1)?.shown,
    errorBoxes: record.errorBoxes,
    appUserModelId: record.appUserModelId,
    profile: app.getPath('userData'),
  }),
  exposed: () => {
    page()
    return Object.fromEntries(Object.entries(record.exposed).map(([name, held]) => [name, Object.keys(held)]))
  },
  appInfo: () => client().app.info(),
  firstConnections: async () => {
    for await (const list of client().connections.watch()) return list
    return null
  },
  unknownConnection: () =>
    client()
      .connections.get({ id: 'nobody' })
      .then(
        () => null,
        (error: { code?: string }) => error.code,
      ),
  afterReload: async () => {
    const before = openIpcWire(page())
    const first = createClient(contract, before)
    await first.app.info()
    const closed = new Promise<string>((resolve) => before.onClose(resolve))
    contents().emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    const reason = await closed
    return { reason, again: (await client().app.info()).host }
  },
  malformed: async () => {
    const wire = openIpcWire(page())
    const closed = new Promise<string>((resolve) => wire.onClose(resolve))
    wire.send('nonsense')
    return { reason: await closed, again: (await client().app.info()).host }
  },
  ownFrame: () => repliesTo(contents(), contents().mainFrame),
  foreignPage: () => {
    const { mainFrame } = contents()
    const own = mainFrame.url
    mainFrame.url = 'https://evil.example/'
    return repliesTo(contents(), mainFrame).finally(() => (mainFrame.url = own))
  },
  foreignFrame: () => repliesTo(contents(), new WebFrameMain('app://swarmdeck/')),
  foreignWindow: () => {
    const other = new WebContents()
    return repliesTo(other, other.mainFrame)
  },
  goneFrame: () => repliesTo(contents(), null),
  lookalike: () => {
    const { mainFrame } = contents()
    const own = mainFrame.url
    mainFrame.url = 'app://swarmdeck.evil/'
    return repliesTo(contents(), mainFrame).finally(() => (mainFrame.url = own))
  },
  notText: async () => {
    const before = contents().sent.length
    const event = { sender: contents(), senderFrame: contents().mainFrame }
    ipcMain.emit('swarmdeck:frame', event, { toString: 1 }, [frame])
    await settled()
    return contents().sent.length - before
  },
  navigate: (url) => {
    let prevented = false
    contents().emit('will-navigate', { url, preventDefault: () => (prevented = true) })
    return { prevented, elsewhere: record.openedElsewhere.splice(0) }
  },
  frameNavigate: (url) => {
    let prevented = false
    contents().emit('will-frame-navigate', {
      url,
      isMainFrame: false,
      preventDefault: () => (prevented = true),
    })
    return prevented
  },
  attachWebview: () => {
    let prevented = false
    contents().emit('will-attach-webview', { preventDefault: () => (prevented = true) })
    return prevented
  },
  openWindow: (url) => ({
    ...contents().openHandler?.({ url: url ?? '' }),
    elsewhere: record.openedElsewhere.splice(0),
  }),
  permission: (name, url) => {
    const { session } = contents()
    let requested: boolean | null = null
    session.request?.(null, name ?? '', (yes) => (requested = yes), { requestingUrl: url })
    return { requested, checked: session.check?.(null, name ?? '', url ?? ''), device: session.device?.() }
  },
  fetchPage: async (url) => {
    const response = await record.protocols['app']?.(new Request(url ?? ''))
    if (response === undefined) return null
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.text()).slice(0, 4000),
    }
  },
  chooseInMenu: (label) => {
    const item = record.menu.flatMap(({ submenu }) => submenu ?? []).find((each) => each.label === label)
    item?.click?.()
    return {
      accelerator: item?.accelerator,
      address: contents().mainFrame.url,
      windows: record.windows.length,
    }
  },
  /** Adds a connection to an engine's socket; the name it is saved under is its title in a notice. */
  addLocal: (name, socket) =>
    client().connections.add({ name: name ?? '', endpoint: { kind: 'local', socket: socket ?? '' } }),
  notices: () => record.notifications.map(({ options }) => options),
  clickNotice: () => {
    record.notifications.at(-1)?.emit('click')
    return contents().mainFrame.url
  },
  secondInstance: () => {
    app.emit('second-instance')
    return { windows: record.windows.length, focused: record.windows.at(-1)?.focused }
  },
  closeWindow: () => {
    record.windows.at(-1)?.close()
    return true
  },
}

process.on('message', (message: { id: number; step: string; args: string[] }) => {
  const run = async () => steps[message.step]?.(...message.args)
  run().then(
    (answer) => process.send?.({ id: message.id, answer: answer ?? null }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  )
})
const ready = async () => {
  while (record.windows.length === 0 && record.errorBoxes.length === 0) await settled()
  process.send?.({ id: 0, answer: 'ready' })
}
void ready()
