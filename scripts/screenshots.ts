// `npm run screenshots [-- FOLDER]`: the pictures of docs/screenshots, taken of the built program with the demo swarm:
// every page and the states worth a look, light and dark, some of them narrow.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Page, chromium } from '@playwright/test'
import ssh2 from 'ssh2'
import { chromiumFlags, findChromium } from '../e2e/chromium.ts'
import { type BrowserHost, freshFolders, startBrowserHost } from '../e2e/fixtures/host.ts'
import { Welcome } from '../e2e/pages/connectWelcome.ts'
import { keyPair } from '../src/main/docker/keyPairFixture.ts'
import { ensureBuilt } from './ensureBuilt.ts'
import { root } from './nodeVersion.mjs'

interface Picture {
  readonly name: string
  /** The page of the demo's cluster, as in `services/shop_web`; one that begins with / is of the whole program. */
  readonly path: string
  /** What the reader does there before the picture is taken. */
  readonly act?: (page: Page) => Promise<unknown>
  readonly narrow?: boolean
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const pictures: readonly Picture[] = [
  { name: 'welcome', path: '/' },
  { name: 'first-contact', path: '/', act: firstContact },
  { name: 'add-by-address', path: '/', act: (page) => new Welcome(page).addByAddress() },
  { name: 'settings', path: '/settings' },
  { name: 'overview', path: 'overview', narrow: true },
  { name: 'nodes', path: 'nodes' },
  { name: 'node', path: 'nodes', act: (page) => page.getByRole('link', { name: 'demo-node4' }).click() },
  { name: 'services', path: 'services', narrow: true },
  { name: 'services-selected', path: 'services', act: selectThree },
  { name: 'service', path: 'services/shop_search' },
  { name: 'logs', path: 'services/shop_web/logs', act: searchLog, narrow: true },
  { name: 'service-settings', path: 'services/shop_web/settings' },
  { name: 'service-spec', path: 'services/shop_web/spec' },
  { name: 'scale', path: 'services/shop_web', act: press('Scale') },
  { name: 'remove', path: 'services/shop_web', act: remove },
  { name: 'create-service', path: 'services/new', act: fillForm, narrow: true },
  { name: 'stacks', path: 'stacks' },
  { name: 'stack', path: 'stacks/shop' },
  { name: 'networks', path: 'networks' },
  { name: 'activity', path: 'activity' },
  { name: 'palette', path: 'overview', act: (page) => page.keyboard.press('Control+K') },
  { name: 'not-found', path: 'services/nothing' },
]

const folder = process.argv[2] ?? join(root, 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
await ensureBuilt()
const executablePath = findChromium()
if (executablePath === null) throw new Error('No Chromium here; CHROMIUM_PATH names one.')
const folders = freshFolders()
const host = await startBrowserHost(folders, ['--demo'])
const browser = await chromium.launch({ executablePath, args: chromiumFlags })
const { server: stranger, port: strangerPort } = await startStranger()
try {
  await changeSomething(host)
  for (const scheme of ['light', 'dark'] as const) {
    await takeAll(scheme, { width: 1440, height: 900 }, '', pictures)
    const narrow = pictures.filter((each) => each.narrow === true)
    await takeAll(scheme, { width: 1024, height: 700 }, '-narrow', narrow)
  }
} finally {
  stranger.close()
  await browser.close()
  await host.stop()
  folders.remove()
}

async function takeAll(
  scheme: 'light' | 'dark',
  viewport: { readonly width: number; readonly height: number },
  suffix: string,
  chosen: readonly Picture[],
): Promise<void> {
  const page = await browser.newPage({ viewport, colorScheme: scheme, reducedMotion: 'reduce' })
  await page.goto(host.address)
  await page.waitForURL(/\/c\/[^/]+\/overview/)
  const cluster = /#(\/c\/[^/]+)/.exec(page.url())?.[1] ?? ''
  for (const picture of chosen) {
    const hash = picture.path.startsWith('/') ? picture.path : `${cluster}/${picture.path}`
    await page.goto(`${host.origin}/#${hash}`)
    await page.reload()
    await settled(page)
    await picture.act?.(page)
    await settled(page)
    const file = join(folder, `${picture.name}${suffix}-${scheme}.png`)
    await page.screenshot({ path: file })
    process.stdout.write(`${file}\n`)
  }
  await page.close()
}

/** Pages draw after their first answers; a second without one is taken for the end of it. */
async function settled(page: Page): Promise<void> {
  await page.getByRole('main').waitFor()
  await page.waitForTimeout(1500)
}

/** A little history, so that Activity and the tray have something true to show. */
async function changeSomething({ origin, token }: BrowserHost): Promise<void> {
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const answer = await fetch(`${origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
  }
  await ask('POST', '/swarm/services/shop_web/scale', { replicas: 8 })
  await ask('PUT', '/swarm/services/monitoring_grafana/image', { image: 'grafana/grafana:11.4.0' })
  await ask('PUT', '/swarm/nodes/demo-node5/labels', { labels: { zone: 'zone-b', disk: 'ssd', rack: '4' } })
}

async function selectThree(page: Page): Promise<void> {
  for (const name of ['auth_keycloak', 'shop_api', 'shop_web']) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check()
  }
}

async function searchLog(page: Page): Promise<void> {
  const search = page.getByLabel('Search in these lines')
  await search.fill('cart')
  await search.press('Enter')
}

async function remove(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: /More/ }).click()
  await page.getByRole('menuitem', { name: /Remove/ }).click()
}

async function fillForm(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('shop_banner')
  await page.getByLabel('Image', { exact: true }).fill('registry.example.com/shop/banner:1.2.0')
  await page.getByLabel('Replicas', { exact: true }).last().fill('3')
  await page.getByRole('button', { name: 'Add port' }).click()
  await page.getByLabel('In the container').first().fill('8080')
  await page.getByRole('button', { name: 'Add constraint' }).click()
  await page.getByRole('combobox', { name: 'Constraint 1' }).fill('node.labels.disk==ssd')
  await page.keyboard.press('Escape')
  await page.getByLabel('CPU limit').fill('0.5')
}

/** Tests a connection toward an SSH server that nobody here knows. */
async function firstContact(page: Page): Promise<void> {
  const dialog = await new Welcome(page).addByAddress()
  await dialog.ssh({
    name: `stranger ${Date.now() % 1000}`,
    host: '127.0.0.1',
    port: strangerPort,
    user: 'deploy',
    login: 'password',
    secret: 'x',
  })
  await dialog.test()
  await page.getByRole('dialog', { name: /^First contact/ }).waitFor()
}

/** An SSH server with a key of its own that lets nobody in. */
async function startStranger(): Promise<{ readonly server: ssh2.Server; readonly port: number }> {
  const { private: key } = keyPair()
  const server = new ssh2.Server({ hostKeys: [key] }, (client) => {
    client.on('authentication', (context) => context.reject())
    client.on('error', () => {})
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const address = server.address()
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 }
}
