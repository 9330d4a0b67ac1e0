// Bad input and bad days through REST: each trouble has its own code, one sentence and the next step, within ten seconds;
// nothing crashes, nothing secret gets into a file, and what comes back is taken up again by itself.
import { generateKeyPairSync } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { appendFileSync, copyFileSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Lab, NodeName } from '../fixtures/lab.ts'
import type { Rest, RestAnswer } from '../fixtures/rest.ts'
import { expect, test } from '../fixtures/swarmdeck.ts'

const web = 'registry.lab:5000/web:1.0'

/** Saves a connection and asks something of it; the first refusal, which must come within ten seconds. */
async function refusalOf(rest: Rest, endpoint: object): Promise<RestAnswer> {
  const start = Date.now()
  const added = await rest.post('/api/connections', { name: 'trouble', endpoint })
  const answer = added.success ? await rest.get('/api/swarm/services') : added
  expect(Date.now() - start, 'milliseconds until the refusal').toBeLessThan(10_000)
  expect(answer.success).toBe(false)
  return answer
}

test.describe('a connection that cannot be', { tag: '@browser' }, () => {
  test('with a wrong password', { tag: '@core' }, async ({ rest, lab, host }) => {
    const auth = { kind: 'password', password: 'correct horse battery' } as const
    const answer = await refusalOf(rest, lab.ssh({ user: 'ops', auth }))
    expect(answer.code).toBe('ssh.authFailed')
    expect(answer.error).toContain('ops')
    expect(host.log()).not.toContain('correct horse')
  })

  test('with a key that the server does not know', async ({ rest, lab }) => {
    expect((await refusalOf(rest, lab.ssh({ user: 'guest' }))).code).toBe('ssh.authFailed')
  })

  test('with a key that needs a passphrase, or has another one', async ({ rest, lab }) => {
    const path = lab.key('locked')
    const without = await refusalOf(rest, lab.ssh({ auth: { kind: 'key', path } }))
    expect(without.code).toBe('ssh.passphraseNeeded')
    const id = (await rest.get('/api/connections')).data[0].id
    await rest.delete(`/api/connections/${id}`)
    const wrong = await refusalOf(rest, lab.ssh({ auth: { kind: 'key', path, passphrase: 'open barley' } }))
    expect(wrong.code).toMatch(/^ssh\.(passphraseNeeded|authFailed|keyUnreadable)$/)
  })

  test('with a key file that is not there', async ({ rest, lab }) => {
    const auth = { kind: 'key', path: '/nowhere/id_ed25519' } as const
    expect((await refusalOf(rest, lab.ssh({ auth }))).code).toBe('ssh.keyUnreadable')
  })

  test('to a host whose key changed, even when the new one is vouched for', async ({
    rest,
    lab,
    folders,
  }) => {
    const known = generateKeyPairSync('ed25519')
      .publicKey.export({ format: 'der', type: 'spki' })
      .subarray(-32)
    const name = Buffer.from('ssh-ed25519')
    const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
    const blob = Buffer.concat([field(name), field(known)]).toString('base64')
    appendFileSync(
      join(folders.home, '.ssh', 'known_hosts'),
      `${lab.address('node1')} ssh-ed25519 ${blob}\n`,
      { mode: 0o600 },
    )
    const answer = await rest.post('/api/connections', { name: 'changed', endpoint: lab.ssh() })
    expect(answer.code).toBe('ssh.hostKeyChanged')
    expect((await rest.get('/api/connections')).count).toBe(0)
  })

  test('to a host whose key is revoked', async ({ rest, lab, folders }) => {
    const key = readFileSync(join(lab.folder, 'node1', 'host_key.pub'), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ')
    appendFileSync(join(folders.home, '.ssh', 'known_hosts'), `@revoked * ${key}\n`)
    const answer = await rest.post('/api/connections', { name: 'revoked', endpoint: lab.ssh() })
    expect(answer.code).toBe('ssh.hostKeyRevoked')
  })

  test('to a host that known_hosts vouches for needs no fingerprint', async ({ rest, lab, folders }) => {
    const key = readFileSync(join(lab.folder, 'node1', 'host_key.pub'), 'utf8')
    appendFileSync(join(folders.home, '.ssh', 'known_hosts'), `${lab.address('node1')} ${key}`)
    await rest.post('/api/connections', { name: 'known', endpoint: { ...lab.ssh(), hostKey: null } })
    expect((await rest.get('/api/swarm/info')).data.nodeName).toBe('node1')
  })

  test('to an address where nobody is', { tag: '@core' }, async ({ rest, lab }) => {
    const answer = await refusalOf(rest, { ...lab.ssh(), host: `${lab.net}.99` })
    expect(answer.code).toBe('ssh.unreachable')
    expect(answer.error).toContain(`${lab.net}.99`)
  })

  test('to a port where no SSH server is', async ({ rest, lab }) => {
    expect((await refusalOf(rest, lab.ssh({ port: 23 }))).code).toBe('ssh.unreachable')
    const id = (await rest.get('/api/connections')).data[0].id
    await rest.delete(`/api/connections/${id}`)
    const registry = { ...lab.ssh(), host: `${lab.net}.2`, port: 5000 }
    expect((await refusalOf(rest, registry)).code).toBe('ssh.protocol')
  })

  test('through a jump host that refuses to forward', async ({ rest, lab }) => {
    const { host, user, auth, hostKey } = lab.ssh()
    const jump = [{ host, port: 2222, user, auth, hostKey }]
    expect((await refusalOf(rest, lab.ssh({ node: 'node2', jump }))).code).toBe('ssh.jumpFailed')
  })

  test('with a login outside of the group docker', { tag: '@core' }, async ({ rest, lab }) => {
    const auth = { kind: 'password', password: 'guest' } as const
    expect((await refusalOf(rest, lab.ssh({ user: 'guest', auth }))).code).toBe('docker.permission')
  })

  test('to a worker', { tag: '@core' }, async ({ rest, lab }) => {
    expect((await refusalOf(rest, lab.ssh({ node: 'node2' }))).code).toBe('swarm.notManager')
  })

  test('to an engine in no swarm, stopped, or not there at all', { tag: '@core' }, async ({ rest, lab }) => {
    await lab.add('node4')
    const endpoint = lab.ssh({ node: 'node4' })
    const forget = async () =>
      void (await rest.delete(`/api/connections/${(await rest.get('/api/connections')).data[0].id}`))
    expect((await refusalOf(rest, endpoint)).code).toBe('swarm.none')
    await forget()

    await lab.exec('node4', 'service', 'docker', 'stop')
    expect((await refusalOf(rest, endpoint)).code).toBe('docker.notRunning')
    await forget()

    await hideDocker(lab, 'node4')
    try {
      expect((await refusalOf(rest, endpoint)).code).toBe('docker.notFound')
    } finally {
      await showDocker(lab, 'node4')
    }
  })

  test('to a local socket that is not there, or is no engine', async ({ rest, folders }) => {
    const socket = join(folders.data, 'engine.sock')
    expect((await refusalOf(rest, { kind: 'local', socket })).code).toMatch(/^docker\.not(Found|Running)$/)
  })

  for (const [what, version, code] of [
    ['too old', { ApiVersion: '1.30', MinAPIVersion: '1.12', Version: '17.06.2-ce' }, 'docker.tooOld'],
    ['too new', { ApiVersion: '9.9', MinAPIVersion: '9.0', Version: '99.0.0' }, 'docker.tooNew'],
  ] as const) {
    test(`to an engine that is ${what}`, async ({ rest, folders }) => {
      const socket = join(folders.data, 'engine.sock')
      const engine = await fakeEngine(socket, version)
      try {
        const answer = await refusalOf(rest, { kind: 'local', socket })
        expect(answer.code).toBe(code)
        expect(answer.error).toContain(version.Version)
      } finally {
        engine.close()
      }
    })
  }

  test('over TLS with files that cannot be read, or to a port that speaks none', async ({
    rest,
    lab,
    folders,
  }) => {
    const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((each) => join(folders.home, each))
    const endpoint = { kind: 'tls', host: lab.address('node1'), port: 22, ca, cert, key }
    expect((await refusalOf(rest, endpoint)).code).toBe('tls.fileUnreadable')
    await rest.delete(`/api/connections/${(await rest.get('/api/connections')).data[0].id}`)

    const args = ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=test', '-days', '1']
    execFileSync('openssl', [...args, '-keyout', key ?? '', '-out', cert ?? ''], { stdio: 'ignore' })
    copyFileSync(cert ?? '', ca ?? '')
    expect(await refusalOf(rest, endpoint)).toMatchObject({ code: 'tls.mismatch' })
  })
})

test.describe('a bad day', { tag: '@browser' }, () => {
  test(
    'a manager that dies is told, refused writes, and taken up again by itself',
    { tag: '@core' },
    async ({ rest, lab, docker, manager }) => {
      test.setTimeout(120_000)
      await docker.run('bad-web', web)
      await expect
        .poll(async () => (await rest.get('/api/swarm/services')).data)
        .toMatchObject([{ name: 'bad-web' }])
      await lab.kill('node1')
      try {
        const start = Date.now()
        const write = await rest.post('/api/swarm/services/bad-web/scale', { replicas: 5 })
        expect(Date.now() - start).toBeLessThan(10_000)
        expect(write.success).toBe(false)
        expect(write.code).toMatch(/^(link\.lost|connection\.notConnected|ssh\.unreachable|timeout)$/)
        const read = await rest.get(`/api/swarm/services?connection=${manager}`)
        expect(read.success, 'what is not live is not passed off as live').toBe(false)
      } finally {
        await lab.start('node1')
      }
      await expect
        .poll(async () => (await rest.get('/api/swarm/services')).data, { timeout: 60_000 })
        .toMatchObject([{ name: 'bad-web', mode: { replicas: 1 } }])
      expect((await rest.post('/api/swarm/services/bad-web/scale', { replicas: 2 })).success).toBe(true)
    },
  )

  test('a cable that is pulled and plugged again', async ({ rest, lab, manager }) => {
    test.setTimeout(120_000)
    expect((await rest.get(`/api/swarm/info?connection=${manager}`)).success).toBe(true)
    await lab.cut('node1')
    try {
      await expect
        .poll(async () => (await rest.get('/api/swarm/info')).success, { timeout: 40_000 })
        .toBe(false)
    } finally {
      await lab.heal('node1')
    }
    await expect.poll(async () => (await rest.get('/api/swarm/info')).success, { timeout: 60_000 }).toBe(true)
    await remindWorkersOfLogs(lab)
  })

  test(
    'a node that goes down is in the health, and its tasks move',
    { tag: '@core' },
    async ({ rest, lab, docker, manager }) => {
      test.setTimeout(180_000)
      await docker.run('bad-spread', web, '--replicas', '3')
      await expect
        .poll(async () => (await rest.get(`/api/swarm/statistics?connection=${manager}`)).data.replicas)
        .toEqual({ desired: 3, running: 3 })
      await lab.kill('node3')
      try {
        await expect
          .poll(async () => (await rest.get('/api/swarm/health')).data.reasons, { timeout: 90_000 })
          .toContainEqual(expect.objectContaining({ kind: 'nodeDown' }))
        expect((await rest.get('/api/swarm/nodes/node3')).data.state).toBe('down')
        await expect
          .poll(async () => (await rest.get('/api/swarm/statistics')).data.replicas, { timeout: 40_000 })
          .toEqual({ desired: 3, running: 3 })
      } finally {
        await lab.start('node3')
      }
      await expect
        .poll(async () => (await rest.get('/api/swarm/health')).data.overall, { timeout: 60_000 })
        .toBe('healthy')
    },
  )

  test('no secret is in any file that the program writes', async ({ rest, lab, folders, host }) => {
    const secrets = ['swarm-secret-one', 'open sesame', 'wrong-secret-two']
    const key = lab.key('locked')
    const ids = new Map<string, string>()
    const first = await rest.post('/api/connections', {
      name: 'first',
      endpoint: lab.ssh({ auth: { kind: 'key', path: key, passphrase: 'open sesame' } }),
    })
    ids.set('first', String(first.data.id))
    for (const [name, password] of [
      ['second', 'swarm-secret-one'],
      ['third', 'wrong-secret-two'],
    ] as const) {
      const endpoint = lab.ssh({ user: 'ops', auth: { kind: 'password', password } })
      const added = await rest.post('/api/connections', { name, endpoint })
      ids.set(name, String(added.data.id))
      await rest.post(`/api/connections/${added.data.id}/test`)
    }
    for (const name of ['first', 'second', 'third']) {
      await rest.get(`/api/swarm/services?connection=${ids.get(name) ?? 'none'}`)
    }
    await host.stop()
    const written = filesIn(folders.data).concat(filesIn(folders.home))
    expect(written.length).toBeGreaterThan(0)
    const keyBody = readFileSync(key, 'utf8').split('\n').slice(1, 3).join('\n')
    for (const file of written) {
      const bytes = readFileSync(file)
      for (const secret of [...secrets, host.token, keyBody]) {
        expect(bytes.includes(secret), `${file} holds a secret`).toBe(false)
      }
    }
  })
})

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : []

/** An engine that only says its version. */
function fakeEngine(socket: string, version: Readonly<Record<string, string>>): Promise<Server> {
  const server = createServer((request, response) => {
    const isPing = request.url?.endsWith('/_ping') === true
    response.setHeader('Api-Version', version.ApiVersion ?? '')
    response.setHeader('content-type', isPing ? 'text/plain' : 'application/json')
    response.end(isPing ? 'OK' : JSON.stringify(version))
  })
  return new Promise((resolve) => server.listen(socket, () => resolve(server)))
}

/** A manager that was cut off cannot read its workers' logs until they come back to it (moby 33183): not this app's matter. */
async function remindWorkersOfLogs(lab: Lab): Promise<void> {
  await Promise.all(
    (['node2', 'node3'] as const).map((node) => lab.exec(node, 'service', 'docker', 'restart')),
  )
}

/** A machine on which Docker was never installed: neither its programs, wherever it has them, nor its socket. */
async function hideDocker(lab: Lab, node: NodeName): Promise<void> {
  const hide = `which -a docker dockerd >/root/hidden; echo /etc/init.d/docker >>/root/hidden
    while read -r f; do mv $f $f.hidden; done </root/hidden; rm -f /run/docker.sock`
  await lab.exec(node, 'sh', '-c', hide)
}

async function showDocker(lab: Lab, node: NodeName): Promise<void> {
  const show = 'while read -r f; do mv $f.hidden $f; done </root/hidden; service docker start >/dev/null 2>&1'
  await lab.exec(node, 'sh', '-c', show)
}
