// The link against real machines: real sshd, real engines. Needs the lab (SWARMDECK_LAB, SWARMDECK_LAB_NET).
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { endpoint, type Endpoint, type EndpointInput, type LinkState } from '../../shared/model/connection.ts'
import { EngineConnection } from './connection.ts'
import { hostKeyOf, trustHostKey } from './hostKeys.ts'
import type { LinkDeps } from './linkDeps.ts'
import { testConnection } from './testConnection.ts'

const lab = process.env['SWARMDECK_LAB'] ?? ''
const net = process.env['SWARMDECK_LAB_NET'] ?? ''
const ready = lab !== '' && net !== ''
// oxlint-disable-next-line no-console -- a skipped suite says why, loudly
if (!ready) console.warn('link.lab: skipped, no lab (SWARMDECK_LAB and SWARMDECK_LAB_NET are not set)')

const address = (node: number): string => `${net}.${10 + node}`
const labScript = (...words: string[]): string =>
  execFileSync(join(import.meta.dirname, '../../../e2e/lab/lab.sh'), words, {
    env: { ...process.env, LAB: lab },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
const keyOf = (node: number): string => {
  const [type = '', base64 = ''] = readFileSync(join(lab, `node${node}`, 'host_key.pub'), 'utf8').split(' ')
  return `${type} ${base64}`
}
const pinOf = (node: number): string =>
  hostKeyOf(Buffer.from(keyOf(node).split(' ')[1] ?? '', 'base64')).fingerprint

describe.skipIf(!ready)('the link, on the lab', () => {
  let home = ''
  let logged: string[] = []
  let deps: LinkDeps
  const open: EngineConnection[] = []

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'swarmdeck-link-'))
    logged = []
    deps = {
      homeDir: home,
      env: { PATH: process.env['PATH'] },
      platform: process.platform,
      dataDir: join(home, 'data'),
      log: (level, message, facts) => logged.push(JSON.stringify({ level, message, facts })),
      startDemo: () => Promise.reject(new Error('no demo here')),
    }
    for (const node of [1, 2, 3])
      for (const port of [22, 2222])
        await trustHostKey({ host: address(node), port, key: keyOf(node), remember: 'app' }, deps)
  })
  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.close()
    rmSync(home, { recursive: true, force: true })
  })

  const ssh = (more: Partial<Extract<EndpointInput, { kind: 'ssh' }>> = {}): Endpoint =>
    endpoint.parse({
      kind: 'ssh',
      host: address(1),
      user: 'root',
      auth: { kind: 'key', path: join(lab, 'id_ed25519') },
      ...more,
    })
  const test = (target: Endpoint, ...hops: Array<string | null>) =>
    testConnection(target, { hops }, deps, new AbortController().signal)
  const failure = async (target: Endpoint, ...hops: Array<string | null>): Promise<AppError> => {
    const error: unknown = await test(target, ...hops).then(
      (found) => new Error(`it connected: ${JSON.stringify(found)}`),
      (caught: unknown) => caught,
    )
    if (error instanceof AppError) return error
    throw error
  }
  const connection = (target: Endpoint, ...hops: Array<string | null>): EngineConnection => {
    const made = new EngineConnection({ endpoint: target, secrets: { hops }, deps })
    open.push(made)
    return made
  }

  describe('logs in', () => {
    it('with a key, and finds a manager over the forwarded socket', async () => {
      const found = await test(ssh())
      expect(found).toMatchObject({ via: 'ssh-stream', nodeName: 'node1', swarm: 'manager' })
      expect(found.swarmId).toMatch(/^\w{25}$/)
      expect(found.latencyMs).toBeGreaterThan(0)
    })
    it('with an encrypted key and its passphrase', async () => {
      const target = ssh({ auth: { kind: 'key', path: join(lab, 'id_locked') } })
      expect(await test(target, 'open sesame')).toMatchObject({ swarm: 'manager' })
    })
    it('with a password', async () => {
      const found = await test(ssh({ user: 'ops', auth: { kind: 'password' } }), 'swarm')
      expect(found).toMatchObject({ via: 'ssh-stream', swarm: 'manager' })
    })
    it('with the usual key of ~/.ssh, as the ssh command does', async () => {
      mkdirSync(join(home, '.ssh'), { mode: 0o700 })
      copyFileSync(join(lab, 'id_ed25519'), join(home, '.ssh', 'id_ed25519'))
      expect(await test(ssh({ auth: { kind: 'auto' } }))).toMatchObject({ swarm: 'manager' })
    })
    it('with the key that ~/.ssh/config names for an alias', async () => {
      mkdirSync(join(home, '.ssh'), { mode: 0o700 })
      writeFileSync(
        join(home, '.ssh', 'config'),
        `Host lab\n  HostName ${address(1)}\n  IdentityFile ${join(lab, 'id_ed25519')}\n`,
      )
      expect(await test(ssh({ host: 'lab', auth: { kind: 'auto' } }))).toMatchObject({ nodeName: 'node1' })
      expect(await test(ssh({ auth: { kind: 'auto' } }))).toMatchObject({ nodeName: 'node1' })
    })
    it('on a worker, and says that it is one', async () => {
      expect(await test(ssh({ host: address(2) }))).toMatchObject({
        nodeName: 'node2',
        swarm: 'worker',
        swarmId: null,
      })
    })
    it('through a jump host', async () => {
      const jump = [
        { host: address(2), user: 'root', auth: { kind: 'key', path: join(lab, 'id_ed25519') } as const },
      ]
      expect(await test(ssh({ jump }))).toMatchObject({ nodeName: 'node1', via: 'ssh-stream' })
    })
    it('through a jump host that wants a password', async () => {
      const jump = [{ host: address(2), user: 'ops', auth: { kind: 'password' } as const }]
      expect(await test(ssh({ jump }), null, 'swarm')).toMatchObject({ nodeName: 'node1' })
    })
    it('where forwarding is denied, by docker system dial-stdio', async () => {
      expect(await test(ssh({ port: 2222 }))).toMatchObject({ via: 'ssh-dial-stdio', swarm: 'manager' })
    })
  })

  it('uses sudo where the login is not in the group docker but may become root', async () => {
    // The lab's hosts have no sudo: a shell that keeps root's rights stands in for it.
    const standIn = '#!/usr/local/bin/rootshell -p\n[ "$1" = -n ] && shift\nexec "$@"\n'
    const make = `cp /bin/bash /usr/local/bin/rootshell && chmod 4755 /usr/local/bin/rootshell &&
      printf '%s' '${standIn}' >/usr/local/bin/sudo && chmod 755 /usr/local/bin/sudo`
    labScript('exec', 'node3', 'sh', '-c', make)
    try {
      const found = await test(ssh({ host: address(3), user: 'guest', auth: { kind: 'password' } }), 'guest')
      expect(found).toMatchObject({ via: 'ssh-sudo-dial-stdio', nodeName: 'node3' })
    } finally {
      labScript('exec', 'node3', 'rm', '-f', '/usr/local/bin/sudo', '/usr/local/bin/rootshell')
    }
  })

  describe('with an SSH agent', () => {
    let agent: ChildProcess
    let socket = ''
    beforeAll(async () => {
      socket = join(mkdtempSync(join(tmpdir(), 'swarmdeck-agent-')), 'agent.sock')
      agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] })
      await new Promise((resolve) => agent.stdout?.once('data', resolve))
    })
    afterAll(() => agent.kill())

    it('says that the agent holds no key', async () => {
      deps = { ...deps, env: { SSH_AUTH_SOCK: socket } }
      expect(await failure(ssh({ auth: { kind: 'agent' } }))).toMatchObject({ code: 'ssh.agentMissing' })
    })
    it('logs in with a key of the agent', async () => {
      execFileSync('ssh-add', [join(lab, 'id_ed25519')], {
        env: { SSH_AUTH_SOCK: socket, PATH: process.env['PATH'] },
        stdio: 'ignore',
      })
      deps = { ...deps, env: { SSH_AUTH_SOCK: socket } }
      expect(await test(ssh({ auth: { kind: 'agent' } }))).toMatchObject({ swarm: 'manager' })
      expect(await test(ssh({ auth: { kind: 'auto' } }))).toMatchObject({ swarm: 'manager' })
    })
    it('says that there is none', async () => {
      expect(await failure(ssh({ auth: { kind: 'agent' } }))).toMatchObject({ code: 'ssh.agentMissing' })
    })
  })

  describe('refuses with its own code', () => {
    it('a wrong password, which is not in the log', async () => {
      const error = await failure(ssh({ user: 'ops', auth: { kind: 'password' } }), 'not-the-password')
      expect(error).toMatchObject({ code: 'ssh.authFailed', details: { hop: 0 } })
      expect(error.message).toContain('did not accept the password')
      expect(JSON.stringify([logged, error.toData()])).not.toContain('not-the-password')
    })
    it('a wrong password at a jump host, naming the hop', async () => {
      const jump = [{ host: address(2), user: 'ops', auth: { kind: 'password' } as const }]
      expect(await failure(ssh({ jump }), null, 'nope')).toMatchObject({
        code: 'ssh.authFailed',
        details: { hop: 1 },
      })
    })
    it('an encrypted key without and with a wrong passphrase', async () => {
      const target = ssh({ auth: { kind: 'key', path: join(lab, 'id_locked') } })
      expect(await failure(target)).toMatchObject({ code: 'ssh.passphraseNeeded', details: { wrong: false } })
      expect(await failure(target, 'guess')).toMatchObject({
        code: 'ssh.passphraseNeeded',
        details: { wrong: true },
      })
    })
    it('a login outside the group docker, with and without forwarding', async () => {
      for (const port of [22, 2222]) {
        const error = await failure(ssh({ user: 'guest', port, auth: { kind: 'password' } }), 'guest')
        expect(error.code).toBe('docker.permission')
      }
    })
    it('an unknown host key, with its fingerprint', async () => {
      rmSync(join(home, 'data'), { recursive: true })
      const error = await failure(ssh())
      expect(error).toMatchObject({
        code: 'ssh.hostKeyUnknown',
        details: {
          fingerprint: pinOf(1),
          key: keyOf(1),
          keyType: 'ssh-ed25519',
          host: address(1),
          port: 22,
          hop: 0,
        },
      })
    })
    it('the unknown host key of a jump host', async () => {
      rmSync(join(home, 'data'), { recursive: true })
      await trustHostKey({ host: address(1), port: 22, key: keyOf(1), remember: 'user' }, deps)
      const jump = [{ host: address(2), user: 'root', auth: { kind: 'auto' } as const }]
      mkdirSync(join(home, '.ssh'), { recursive: true })
      copyFileSync(join(lab, 'id_ed25519'), join(home, '.ssh', 'id_ed25519'))
      expect(await failure(ssh({ jump }))).toMatchObject({
        code: 'ssh.hostKeyUnknown',
        details: { host: address(2), hop: 1 },
      })
    })
    it('a changed host key, also where the new one is pinned', async () => {
      writeFileSync(join(home, 'data', 'known_hosts'), `${address(1)} ${keyOf(2)}\n`)
      const places = [`${join(home, 'data', 'known_hosts')}:1`]
      expect(await failure(ssh())).toMatchObject({ code: 'ssh.hostKeyChanged', details: { places } })
      expect(await failure(ssh({ hostKey: pinOf(1) }))).toMatchObject({ code: 'ssh.hostKeyChanged' })
    })
    it('a host key that is not the pinned one', async () => {
      expect(await failure(ssh({ hostKey: pinOf(2) }))).toMatchObject({ code: 'ssh.hostKeyChanged' })
    })
    it('an address where nobody is, within 10 s', async () => {
      const start = performance.now()
      expect(await failure(ssh({ host: `${net}.99` }))).toMatchObject({ code: 'ssh.unreachable' })
      expect(performance.now() - start).toBeLessThan(10_000)
    })
    it('a port where nobody listens', async () => {
      const error = await failure(ssh({ port: 23 }))
      expect(error).toMatchObject({ code: 'ssh.unreachable', details: { reason: 'refused' } })
    })
    it('a target that the jump host does not reach', async () => {
      const jump = [
        { host: address(2), user: 'root', auth: { kind: 'key', path: join(lab, 'id_ed25519') } as const },
      ]
      expect(await failure(ssh({ jump, port: 23 }))).toMatchObject({ code: 'ssh.jumpFailed' })
    })
    it('a machine whose engine has no such socket', async () => {
      expect(await failure(ssh({ socket: '/run/nobody.sock' }))).toMatchObject({ code: 'docker.notRunning' })
    })
  })

  it('accepts a pinned key that no known_hosts holds', async () => {
    rmSync(join(home, 'data'), { recursive: true })
    expect(await test(ssh({ hostKey: pinOf(1) }))).toMatchObject({ swarm: 'manager' })
  })

  it('carries many requests at once over dial-stdio without losing one', async () => {
    const { docker } = await connection(ssh({ port: 2222 })).ready(new AbortController().signal)
    const answers = await Promise.all(Array.from({ length: 25 }, () => docker.listNodes()))
    expect(answers.every((nodes) => nodes.length === 3)).toBe(true)
  })

  it('is not led astray by DOCKER_HOST', async () => {
    process.env['DOCKER_HOST'] = 'tcp://192.0.2.1:1'
    try {
      const { docker } = await connection(ssh()).ready(new AbortController().signal)
      expect(await docker.listNodes()).toHaveLength(3)
    } finally {
      delete process.env['DOCKER_HOST']
    }
  })

  it('ends the channel of every stream that is given up', async () => {
    const { docker } = await connection(ssh({ port: 2222 })).ready(new AbortController().signal)
    const carriers = (): number =>
      labScript('exec', 'node1', 'sh', '-c', 'pgrep -f "^docker .* dial-stdio$" | wc -l')
        .split('\n')
        .map(Number)[0] ?? 0
    const before = carriers()
    const given = new AbortController()
    const streams = await Promise.all(
      Array.from({ length: 4 }, () => docker.getEvents({ abortSignal: given.signal })),
    )
    for (const stream of streams) stream.on('error', () => {})
    expect(carriers()).toBeGreaterThanOrEqual(before + 3)
    given.abort()
    await until(() => carriers() <= before, 5000)
    expect(await docker.listNodes()).toHaveLength(3)
  })

  it('lets a request go that is given up while all channels are busy', async () => {
    const { docker } = await connection(ssh({ port: 2222 })).ready(new AbortController().signal)
    const streaming = new AbortController()
    const streams = await Promise.all(
      Array.from({ length: 8 }, () => docker.getEvents({ abortSignal: streaming.signal })),
    )
    for (const stream of streams) stream.on('error', () => {})
    const given = new AbortController()
    const waiting = docker.listServices({ abortSignal: given.signal })
    setTimeout(() => given.abort(), 100)
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    streaming.abort()
    expect(await docker.listNodes()).toHaveLength(3)
  })

  it('notices a cut machine within 9 s, says so, and is back by itself once the cable is', async () => {
    const link = connection(ssh({ host: address(3) }))
    const states: LinkState[] = []
    link.onState((state) => states.push(state))
    const { docker } = await link.ready(new AbortController().signal)
    const events = await docker.getEvents()
    const broken = new Promise((resolve) => events.once('error', resolve))
    labScript('cut', 'node3')
    try {
      await until(() => link.state.state === 'reconnecting', 9000)
      await broken
      expect(() => link.engine()).toThrow(expect.objectContaining({ code: 'link.lost' }))
      await expect(link.ready(new AbortController().signal)).rejects.toMatchObject({ code: 'link.lost' })
    } finally {
      labScript('heal', 'node3')
    }
    await until(() => link.state.state === 'connected', 12_000)
    expect(states.some((state) => state.state === 'reconnecting' && state.nextTryAt !== null)).toBe(true)
    expect((await link.engine().docker.info()) as unknown).toMatchObject({ Name: 'node3' })
  })

  it('comes back after the engine was stopped and started, and names the reason meanwhile', async () => {
    const link = connection(ssh({ host: address(3) }))
    await link.ready(new AbortController().signal)
    labScript('exec', 'node3', 'service', 'docker', 'stop')
    try {
      await until(
        () => link.state.state === 'reconnecting' && link.state.error.code === 'docker.notRunning',
        15_000,
      )
    } finally {
      labScript('exec', 'node3', 'service', 'docker', 'start')
    }
    await until(() => link.state.state === 'connected', 15_000)
  })
})

async function until(holds: () => boolean, limitMs: number): Promise<void> {
  const start = performance.now()
  while (!holds()) {
    if (performance.now() - start > limitMs) throw new Error(`not within ${limitMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
