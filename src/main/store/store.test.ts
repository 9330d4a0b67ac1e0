// The store on a real file: what it keeps, what it refuses, and that no secret lies open in it.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { SecretStore } from '../deps.ts'
import { openDatabase } from './database.ts'
import { openStore } from './store.ts'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'store-')), 'data')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const log = () => {}
const sealing: SecretStore = {
  persistent: true,
  reason: null,
  seal: async (secret) => Buffer.from(secret).map((byte) => byte ^ 0x5a),
  open: async (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
}
const forgetful: SecretStore = {
  persistent: false,
  reason: 'nothing here protects them',
  seal: async () => Promise.reject(new Error('never asked')),
  open: async () => Promise.reject(new Error('never asked')),
}
const open = (secrets: SecretStore = sealing) => openStore({ dataDir: folder, secrets, log })
const endpoint = {
  kind: 'ssh',
  host: 'node1',
  port: 22,
  user: 'ops',
  auth: { kind: 'password', password: null },
  jump: [],
  socket: '/var/run/docker.sock',
} as const
const saved = {
  id: 'a',
  name: 'prod',
  readOnly: true,
  endpoint: { ...endpoint, jump: [] },
  createdAt: '2026-01-01T00:00:00.000Z',
}

test('keeps a connection and its sealed secret over a restart', async () => {
  const first = await open()
  first.connections.insert(saved)
  await first.secrets.keep('a', 0, 'correct horse')
  first.close()

  const second = await open()
  expect(second.connections.list()).toEqual([saved])
  expect(second.secrets.of('a', saved.endpoint)).toEqual({ hops: ['correct horse'] })
  expect(second.secrets.state('a', saved.endpoint)).toBe('saved')
  second.close()
})

test('keeps a secret for the session only where nothing protects it, and writes it nowhere', async () => {
  const store = await open(forgetful)
  store.connections.insert(saved)
  expect(store.secrets.state('a', saved.endpoint)).toBe('missing')
  await store.secrets.keep('a', 0, 'correct horse')
  expect(store.secrets.state('a', saved.endpoint)).toBe('session')
  store.close()
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file)).includes('correct horse')).toBe(false)
  }
  const again = await open(forgetful)
  expect(again.secrets.state('a', saved.endpoint)).toBe('missing')
  again.close()
})

test('removing a connection removes its sealed secret with it', async () => {
  const store = await open()
  store.connections.insert(saved)
  await store.secrets.keep('a', 0, 'x')
  store.connections.remove('a')
  store.close()
  const database = new DatabaseSync(join(folder, 'swarmdeck.db'))
  expect(database.prepare('SELECT count(*) AS n FROM sealed_secrets').get()).toEqual({ n: 0 })
  database.close()
})

test('is readable by this account only', async () => {
  const store = await open()
  store.connections.insert(saved)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0)
  store.close()
})

test('refuses a database of a newer release and leaves it as it is', async () => {
  const store = await open()
  store.connections.insert(saved)
  store.close()
  const path = join(folder, 'swarmdeck.db')
  const database = new DatabaseSync(path)
  database.exec('PRAGMA user_version = 99')
  database.close()
  const before = readFileSync(path)
  const failure = await open().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({ code: 'store.failed', message: expect.stringContaining('newer Swarmdeck') })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('refuses a damaged database and leaves it as it is', async () => {
  ;(await open()).close()
  const path = join(folder, 'swarmdeck.db')
  writeFileSync(path, 'this was a database once, long enough to be more than a header '.repeat(100))
  const before = readFileSync(path)
  await expect(open()).rejects.toMatchObject({ code: 'store.failed' })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('the audit log answers newest first, by connection, page by page', async () => {
  const store = await open()
  const entry = {
    connectionId: 'a',
    connectionName: 'prod',
    who: 'ana',
    via: 'desktop',
    what: 'service.scale',
    target: 'web',
    text: 'scale to 5 replicas',
    command: 'docker service scale web=5',
    outcome: 'running',
    detail: '',
  } as const
  const first = store.audit.add(entry)
  const second = store.audit.add({ ...entry, connectionId: 'b' })
  const third = store.audit.add(entry)
  store.audit.settle(first, 'converged', 'all as asked')
  expect(store.audit.list({ limit: 10 }).map((each) => each.id)).toEqual([third, second, first])
  expect(store.audit.list({ limit: 10, connectionId: 'a', before: third })).toMatchObject([
    { id: first, outcome: 'converged', detail: 'all as asked' },
  ])
  store.close()

  const again = await open()
  expect(again.audit.list({ limit: 1 })).toMatchObject([{ id: third, outcome: 'detached' }])
  again.close()
})

test('is shared by two programs at once, a writer waiting for the other', async () => {
  const desktop = await open()
  const browser = await open(forgetful)
  desktop.connections.insert(saved)
  browser.connections.insert({ ...saved, id: 'b', name: 'stage' })
  expect(desktop.connections.list().map(({ id }) => id)).toEqual(['a', 'b'])
  desktop.close()
  browser.close()
  const database = openDatabase(folder)
  expect(database.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 3000 })
  database.close()
})
