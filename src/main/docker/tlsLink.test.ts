// Engines behind TLS: real certificates, right and wrong ones.
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoint, type Endpoint } from '../../shared/model/connection.ts'
import type { LinkDeps } from './linkDeps.ts'
import { fakeEngine } from './sshServerFixture.ts'
import { testConnection } from './testConnection.ts'

const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-tls-'))
const at = (name: string): string => join(folder, name)
const openssl = (...words: string[]): void =>
  void execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' })
const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

function authority(name: string): void {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
  )
}
function certificate(name: string, ca: string, names: string): void {
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  )
  writeFileSync(at('ext'), `subjectAltName=${names}`)
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${ca}.pem`,
    '-CAkey',
    `${ca}.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'ext',
    '-out',
    `${name}.pem`,
  )
}

describe.skipIf(!hasOpenssl)('an engine on TCP with TLS', () => {
  beforeAll(() => {
    for (const name of ['ca', 'otherca']) authority(name)
    certificate('server', 'ca', 'IP:127.0.0.1')
    certificate('stranger', 'ca', 'DNS:elsewhere.example')
    certificate('client', 'ca', 'DNS:client')
    certificate('impostor', 'otherca', 'DNS:client')
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const servers: net.Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  async function listening(server: net.Server): Promise<number> {
    servers.push(server.listen(0, '127.0.0.1'))
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const engineAs = (name: string): Promise<number> => {
    const engine = fakeEngine()
    const pem = {
      key: readFileSync(at(`${name}.key`)),
      cert: readFileSync(at(`${name}.pem`)),
      ca: readFileSync(at('ca.pem')),
    }
    const secured = https.createServer(
      { ...pem, requestCert: true, rejectUnauthorized: true },
      (request, response) => engine.server.emit('request', request, response),
    )
    return listening(secured)
  }
  const to = (port: number, more: object = {}): Endpoint =>
    endpoint.parse({
      kind: 'tls',
      host: '127.0.0.1',
      port,
      ca: at('ca.pem'),
      cert: at('client.pem'),
      key: at('client.key'),
      ...more,
    })
  const deps: LinkDeps = {
    homeDir: folder,
    dataDir: folder,
    env: {},
    platform: process.platform,
    log: () => {},
    startDemo: () => Promise.reject(new Error('no demo')),
  }
  const test = (target: Endpoint) => testConnection(target, { hops: [] }, deps, new AbortController().signal)

  it('is reached with the right files, also written with ~', async () => {
    const port = await engineAs('server')
    expect(await test(to(port, { ca: '~/ca.pem' }))).toMatchObject({ via: 'tls', nodeName: 'fake' })
  })
  it('that another CA signed for is refused', async () => {
    const target = to(await engineAs('server'), { ca: at('otherca.pem') })
    await expect(test(target)).rejects.toMatchObject({ code: 'tls.mismatch' })
  })
  it('whose certificate is for another name is refused', async () => {
    const target = to(await engineAs('stranger'))
    await expect(test(target)).rejects.toMatchObject({
      code: 'tls.mismatch',
      message: expect.stringContaining('another host name'),
    })
  })
  it('that does not take our certificate says so', async () => {
    const target = to(await engineAs('server'), { cert: at('impostor.pem'), key: at('impostor.key') })
    await expect(test(target)).rejects.toMatchObject({ code: 'tls.mismatch' })
  })
  it('that speaks plain HTTP is a mismatch', async () => {
    const target = to(await listening(http.createServer((_, response) => response.end('{}'))))
    await expect(test(target)).rejects.toMatchObject({
      code: 'tls.mismatch',
      message: expect.stringContaining('does not speak TLS'),
    })
  })
  it('that takes the connection and then says nothing is a mismatch, well before the attempt ends', async () => {
    const target = to(await listening(net.createServer(() => {})))
    await expect(test(target)).rejects.toMatchObject({
      code: 'tls.mismatch',
      message: expect.stringContaining('gave no TLS answer'),
    })
  }, 15_000)
  it('is not even tried with a certificate and a key of different pairs', async () => {
    await expect(test(to(1, { key: at('impostor.key') }))).rejects.toMatchObject({ code: 'tls.mismatch' })
  })
  it('is not even tried with files that are missing or not PEM', async () => {
    await expect(test(to(1, { ca: at('none.pem') }))).rejects.toMatchObject({
      code: 'tls.fileUnreadable',
      field: 'endpoint.ca',
    })
    await expect(test(to(1, { key: at('ext') }))).rejects.toMatchObject({
      code: 'tls.fileUnreadable',
      field: 'endpoint.key',
    })
  })
  it('where nobody listens is unreachable', async () => {
    await expect(test(to(1))).rejects.toMatchObject({ code: 'docker.unreachable' })
  })
})
