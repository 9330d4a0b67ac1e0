// The life of a connection to an engine on a unix socket: states, waiting, trying again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoint, type LinkState } from '../../shared/model/connection.ts'
import { EngineConnection } from './connection.ts'
import type { LinkDeps } from './linkDeps.ts'
import { fakeEngine, type FakeEngine } from './sshServerFixture.ts'

let folder = ''
let engine: FakeEngine
let socket = ''
const open: EngineConnection[] = []
const never = new AbortController().signal

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swarmdeck-conn-'))
  socket = join(folder, 'engine.sock')
  engine = fakeEngine()
})
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close()
  await stop()
  rmSync(folder, { recursive: true })
})
const start = () => new Promise<void>((resolve) => engine.server.listen(socket, resolve))
const stop = () =>
  new Promise<void>((resolve) => {
    engine.server.close(() => resolve())
    engine.server.closeAllConnections()
  })
function connection(
  more: Partial<LinkDeps> = {},
  target: unknown = { kind: 'local', socket },
): EngineConnection {
  const made = new EngineConnection({
    endpoint: endpoint.parse(target),
    secrets: { hops: [] },
    deps: {
      homeDir: folder,
      dataDir: folder,
      env: { PATH: '' },
      platform: process.platform,
      log: () => {},
      startDemo: () => Promise.reject(new Error('no demo')),
      ...more,
    },
  })
  open.push(made)
  return made
}
const reached = (from: EngineConnection, wanted: (state: LinkState) => boolean): Promise<LinkState> =>
  new Promise((resolve) => {
    if (wanted(from.state)) return resolve(from.state)
    const stopListening = from.onState((state) => {
      if (!wanted(state)) return
      stopListening()
      resolve(state)
    })
  })

it('is idle until it is asked, then connected with the versions agreed on', async () => {
  await start()
  const link = connection()
  expect(link.state).toEqual({ state: 'idle' })
  expect(() => link.engine()).toThrow(expect.objectContaining({ code: 'connection.notConnected' }))
  const found = await link.ready(never)
  expect(found).toMatchObject({ apiVersion: '1.51', engineVersion: '28.5.1' })
  expect(link.engine()).toBe(found)
  expect(link.state).toMatchObject({ state: 'connected', via: 'socket' })
  const state = await reached(link, (each) => each.state === 'connected' && each.latencyMs !== null)
  expect(state).toMatchObject({ latencyMs: expect.any(Number) })
})

it('says why it failed, and tries again by itself only where that can help', async () => {
  await start()
  engine.version = { Version: '19.03', ApiVersion: '1.40' }
  const old = connection()
  await expect(old.ready(never)).rejects.toMatchObject({ code: 'docker.tooOld' })
  expect(old.state).toMatchObject({ state: 'failed', nextTryAt: null, lastLiveAt: null })
  expect(() => old.engine()).toThrow(expect.objectContaining({ message: expect.stringContaining('19.03') }))

  await stop()
  const gone = connection({ env: { PATH: process.execPath.replace(/[^/]+$/, '') } })
  await expect(gone.ready(never)).rejects.toMatchObject({
    code: expect.stringMatching(/docker\.not(Found|Running)/),
  })
})

it('loses an engine that stops, refuses at once meanwhile, and comes back by itself', async () => {
  await start()
  const link = connection()
  await link.ready(never)
  await stop()
  await reached(link, (state) => state.state === 'reconnecting')
  expect(() => link.engine()).toThrow(expect.objectContaining({ code: 'link.lost' }))
  await expect(link.ready(never)).rejects.toMatchObject({ code: 'link.lost' })
  engine = fakeEngine()
  await start()
  link.retryNow()
  await reached(link, (state) => state.state === 'connected')
  expect(link.engine().engineVersion).toBe('28.5.1')
}, 15_000)

it('gives up on what cannot help, and begins anew when it is asked to', async () => {
  await start()
  const link = connection()
  await link.ready(never)
  await stop()
  await reached(link, (state) => state.state === 'reconnecting')
  engine = fakeEngine()
  engine.version = { Version: '19.03', ApiVersion: '1.40' }
  await start()
  link.retryNow()
  const given = await reached(link, (state) => state.state === 'failed')
  expect(given).toMatchObject({
    nextTryAt: null,
    lastLiveAt: expect.any(String),
    error: { code: 'docker.tooOld' },
  })
  engine.version = { Version: '28.5.1', ApiVersion: '1.51' }
  expect((await link.ready(never)).engineVersion).toBe('28.5.1')
}, 15_000)

it('goes on when a listener throws', async () => {
  await start()
  const link = connection()
  link.onState(() => {
    throw new Error('listener')
  })
  expect((await link.ready(never)).apiVersion).toBe('1.51')
})

it('does not break a silent stream by asking whether the engine is there', async () => {
  await start()
  const link = connection()
  const { docker } = await link.ready(never)
  const events = await docker.getEvents()
  let ended = false
  events.on('close', () => (ended = true)).on('error', () => {})
  await new Promise((resolve) => setTimeout(resolve, 6000))
  expect(engine.requests.filter((path) => path === '/_ping').length).toBeGreaterThan(2)
  expect([ended, link.state.state]).toEqual([false, 'connected'])
}, 15_000)

describe('disconnecting', () => {
  it('makes it idle, ends what runs, and it can be connected again', async () => {
    await start()
    const link = connection()
    await link.ready(never)
    await link.disconnect()
    expect(link.state).toEqual({ state: 'idle' })
    expect((await link.ready(never)).apiVersion).toBe('1.51')
  })
  it('stops an attempt that is under way', async () => {
    const link = connection(
      {},
      { kind: 'ssh', host: '127.0.0.1', port: 9, user: 'a', auth: { kind: 'password', password: 'x' } },
    )
    link.connect()
    await link.disconnect()
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(link.state).toEqual({ state: 'idle' })
  })
  it('for good leaves nothing that could connect', async () => {
    await start()
    const link = connection()
    await link.close()
    link.connect()
    expect(link.state).toEqual({ state: 'idle' })
  })
})

it('gives up waiting with the signal', async () => {
  engine.server.removeAllListeners('request') // it takes connections and never answers
  await start()
  const link = connection()
  await expect(link.ready(AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'timeout' })
})

it('starts the demo and stops it with the link', async () => {
  await start()
  const sizes: unknown[] = []
  let stopped = 0
  const startDemo: LinkDeps['startDemo'] = (size) => {
    sizes.push(size)
    return Promise.resolve({ socketPath: socket, close: () => Promise.resolve(void (stopped += 1)) })
  }
  const link = connection({ startDemo }, { kind: 'demo', nodes: 3, services: 2 })
  await link.ready(never)
  expect(link.state).toMatchObject({ via: 'demo' })
  await link.close()
  expect([sizes, stopped]).toEqual([[{ nodes: 3, services: 2 }], 1])
})
