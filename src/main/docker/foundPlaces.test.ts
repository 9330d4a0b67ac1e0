// Places found in the files of a home folder.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findPlaces } from './foundPlaces.ts'

let home = ''
const deps = (env: Record<string, string> = {}) => ({
  homeDir: home,
  env: { USER: 'me', ...env },
  platform: process.platform,
})
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'swarmdeck-found-'))))
afterEach(() => rmSync(home, { recursive: true }))

function context(name: string, host: string, tls = false): void {
  const id = createHash('sha256').update(name).digest('hex')
  const root = join(home, '.docker', 'contexts')
  mkdirSync(join(root, 'meta', id), { recursive: true })
  writeFileSync(
    join(root, 'meta', id, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  )
  if (!tls) return
  mkdirSync(join(root, 'tls', id, 'docker'), { recursive: true })
  for (const file of ['ca.pem', 'cert.pem', 'key.pem'])
    writeFileSync(join(root, 'tls', id, 'docker', file), 'x')
}
const found = async (env?: Record<string, string>) =>
  (await findPlaces(deps(env))).filter((place) => !place.address.startsWith('local /var/run'))

it('finds docker contexts of every kind, but none on plain TCP and none that is broken', async () => {
  context('desk', 'unix:///run/user/1000/docker.sock')
  context('far', 'ssh://root@10.0.0.1:2200')
  context('named', 'ssh://me@host/run/other.sock')
  context('pipe', 'npipe:////./pipe/docker_engine')
  context('plain', 'tcp://10.0.0.2:2375')
  context('safe', 'tcp://10.0.0.3:2376', true)
  mkdirSync(join(home, '.docker', 'contexts', 'meta', 'junk'))
  writeFileSync(join(home, '.docker', 'contexts', 'meta', 'junk', 'meta.json'), '{')
  const places = await found()
  expect(places.map(({ source, name, address }) => [source, name, address])).toEqual([
    ['context', 'desk', 'local /run/user/1000/docker.sock'],
    ['context', 'far', 'ssh root@10.0.0.1:2200'],
    ['context', 'named', 'ssh me@host'],
    ['context', 'pipe', 'local //./pipe/docker_engine'],
    ['context', 'safe', 'tls 10.0.0.3:2376'],
  ])
  expect(places[2]?.endpoint).toMatchObject({ socket: '/run/other.sock' })
  expect(places.every((place) => place.savedAs === null)).toBe(true)
})

it('finds Hosts of ~/.ssh/config, but no patterns and not those for git', async () => {
  mkdirSync(join(home, '.ssh'))
  writeFileSync(
    join(home, '.ssh', 'config'),
    'Host prod\n HostName 10.0.0.1\n User root\n ProxyJump edge\nHost github.com\n User git\nHost *.lan\n User x\n',
  )
  expect(await found()).toMatchObject([
    {
      source: 'sshConfig',
      name: 'prod',
      address: 'ssh root@10.0.0.1 through edge',
      endpoint: { kind: 'ssh' },
    },
  ])
})

it.skipIf(process.platform === 'win32')('finds sockets that are there', async () => {
  const socket = join(home, 'docker.sock')
  const server = net.createServer().listen(socket)
  await new Promise((resolve) => server.once('listening', resolve))
  expect(await found({ XDG_RUNTIME_DIR: home })).toMatchObject([
    { source: 'local', name: 'This machine, rootless', endpoint: { kind: 'local', socket } },
  ])
  await new Promise((resolve) => server.close(resolve))
})

it('finds nothing where there is nothing', async () => {
  expect(await found({ XDG_RUNTIME_DIR: join(home, 'none') })).toEqual([])
})

it('finds where DOCKER_HOST leads, unless it is offered already or on plain TCP', async () => {
  const at = async (DOCKER_HOST: string, more: Record<string, string> = {}) =>
    (await found({ DOCKER_HOST, XDG_RUNTIME_DIR: join(home, 'none'), ...more })).map(
      ({ source, name, address }) => [source, name, address],
    )
  expect(await at('ssh://root@10.0.0.1:2200')).toEqual([['context', 'DOCKER_HOST', 'ssh root@10.0.0.1:2200']])
  expect(await at('unix:///srv/docker.sock')).toEqual([['context', 'DOCKER_HOST', 'local /srv/docker.sock']])
  expect(await at('tcp://10.0.0.3:2376')).toEqual([])
  const certificates = mkdtempSync(join(home, 'certificates-'))
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(certificates, file), 'x')
  expect(await at('tcp://10.0.0.3:2376', { DOCKER_CERT_PATH: certificates })).toEqual([
    ['context', 'DOCKER_HOST', 'tls 10.0.0.3:2376'],
  ])
  context('far', 'ssh://root@10.0.0.1')
  expect(await at('ssh://root@10.0.0.1')).toEqual([['context', 'DOCKER_HOST', 'ssh root@10.0.0.1']])
  for (const nonsense of ['', 'what', 'unix://']) expect((await at(nonsense)).length).toBe(1)
})
