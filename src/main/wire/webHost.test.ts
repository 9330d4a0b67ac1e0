// The browser host's pages and wires, over real sockets.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { contract, type Handlers } from '../../shared/contract/index.ts'
import { createClient } from '../../shared/rpc/client.ts'
import { maxClientFrameLength } from '../../shared/rpc/frames.ts'
import { WireListeners, type Wire } from '../../shared/rpc/wire.ts'
import { loadAssets } from './assets.ts'
import { startWebHost, type WebHost } from './webHost.ts'

const token = 'a-test-token-0123456789'
const signals: AbortSignal[] = []
const info = {
  version: '1.0.0',
  host: 'browser',
  platform: 'linux',
  user: 'ada',
  dataDir: '/data',
  secrets: { persistent: false, reason: 'a test' },
}
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const handlers = {
  app: { info: () => Promise.resolve(info) },
  connections: {
    list: (_input: void, { signal }: { signal: AbortSignal }) => {
      signals.push(signal)
      return new Promise(() => {})
    },
  },
} as unknown as Handlers

let host: WebHost
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'swarmdeck-assets-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Swarmdeck</title>')
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), 'export {}')
  host = await start()
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

const start = (startPage?: string): Promise<WebHost> =>
  startWebHost({
    handlers,
    assets: loadAssets(folder),
    token,
    listen: '127.0.0.1',
    port: 0,
    user: 'ada',
    log: () => {},
    ...(startPage === undefined ? {} : { startPage }),
  })

/** A path as it is, which fetch would tidy up. */
function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      httpRequest({ port: host.port, path, headers }, (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(pieces).toString(),
          }),
        )
      })
        .on('error', reject)
        .end()
    },
  )
}

describe('a page', () => {
  it('is served at every address, guarded and never cached', async () => {
    for (const path of ['/', '/c/prod/services/web.1', '/settings?x=1']) {
      const page = await get(path)
      expect([page.status, page.body]).toEqual([200, '<!doctype html><title>Swarmdeck</title>'])
      expect(page.headers).toMatchObject({
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      })
      expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/)
    }
  })

  it('has assets that never change', async () => {
    const asset = await get('/assets/index-abc123.js')
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect((await get('/assets/index-old.js')).status).toBe(404)
  })

  it.each([
    '/assets/../../../../etc/passwd',
    '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2f..%2fetc%2fpasswd',
    '/assets/..\\..\\etc\\passwd',
    '//etc/passwd',
    '/%00',
  ])('is never a file outside (%s)', async (path) => {
    const answer = await get(path)
    expect(answer.body).not.toContain('root:')
    expect([200, 404]).toContain(answer.status)
  })

  it('may be another one on a first visit, but not on a reload', async () => {
    const usual = host
    host = await start('/c/demo/overview')
    expect(await get('/')).toMatchObject({
      status: 302,
      headers: { location: '/?page=%2Fc%2Fdemo%2Foverview' },
    })
    expect((await get('/', { 'cache-control': 'max-age=0' })).status).toBe(200)
    await host.close()
    host = usual
  })
})

interface Opening {
  readonly protocols?: string[]
  readonly headers?: Record<string, string>
  readonly path?: string
}
function openSocket({ protocols, headers = {}, path = '/wire' }: Opening = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const chosen = protocols ?? ['swarmdeck', `swarmdeck.token.${token}`]
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, chosen, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('error', reject)
    socket.on('unexpected-response', (_request, response) => reject(new Error(`${response.statusCode}`)))
  })
}
const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.on('close', (code) => resolve(code)))

function wireOver(socket: WebSocket): Wire {
  const listeners = new WireListeners()
  socket.on('message', (data: Buffer) => listeners.emitMessage(data.toString()))
  socket.on('close', () => listeners.emitClose('closed'))
  return {
    send: (frame) => socket.send(frame),
    onMessage: (listener) => listeners.onMessage(listener),
    onClose: (listener) => listeners.onClose(listener),
    close: () => socket.close(),
  }
}

describe('a wire', () => {
  it('carries calls, and never gives the token back', async () => {
    const socket = await openSocket()
    expect(socket.protocol).toBe('swarmdeck')
    expect(await createClient(contract, wireOver(socket)).app.info()).toEqual(info)
    socket.close()
  })

  it('aborts what is open when the page is gone', async () => {
    const socket = await openSocket()
    createClient(contract, wireOver(socket))
      .connections.list()
      .catch(() => {})
    while (signals.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const aborted = new Promise((resolve) => signals[0]?.addEventListener('abort', resolve))
    socket.terminate()
    await aborted
  })

  it.each([
    ['no token', { protocols: ['swarmdeck'] }, '401'],
    ['a wrong token', { protocols: ['swarmdeck', 'swarmdeck.token.nonsense'] }, '401'],
    ['the token in the address', { protocols: ['swarmdeck'], path: `/wire?token=${token}` }, '401'],
    ['a foreign page', { headers: { origin: 'http://evil.example' } }, '403'],
    ['a sandboxed page', { headers: { origin: 'null' } }, '403'],
    ['a foreign name', { headers: { host: 'evil.example' } }, '403'],
    ['another path', { path: '/other' }, '404'],
  ])('is refused to %s', async (_who, opening, status) => {
    await expect(openSocket(opening)).rejects.toThrow(status)
  })

  it('is open to the page of this very host', async () => {
    const socket = await openSocket({ headers: { origin: `http://127.0.0.1:${host.port}` } })
    socket.close()
  })

  it('is cut at frames that are malformed, binary or too large, and the host goes on', async () => {
    const frames: [string | Buffer, number][] = [
      ['nonsense', 1000],
      [Buffer.from('{}'), 1003],
      ['x'.repeat(maxClientFrameLength + 1), 1009],
    ]
    for (const [frame, code] of frames) {
      const socket = await openSocket()
      const closed = closeCode(socket)
      socket.send(frame)
      expect([code, 1006]).toContain(await closed)
    }
    const socket = await openSocket()
    expect(await createClient(contract, wireOver(socket)).app.info()).toEqual(info)
    socket.close()
  })

  it('ends with the host', async () => {
    const usual = host
    host = await start()
    const closed = closeCode(await openSocket())
    await host.close()
    expect(await closed).toBe(1006)
    host = usual
  })
})
