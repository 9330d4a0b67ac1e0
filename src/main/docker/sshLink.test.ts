// Odd SSH servers: questions, second factors, several host keys, none that speak SSH at all.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AuthContext } from 'ssh2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { endpoint, type Endpoint, type EndpointInput, type LinkState } from '../../shared/model/connection.ts'
import { keyPair } from './keyPairFixture.ts'
import { EngineConnection } from './connection.ts'
import { hostKeyOf, trustHostKey } from './hostKeys.ts'
import type { LinkDeps } from './linkDeps.ts'
import { fakeEngine, startSshServer, type SshServer } from './sshServerFixture.ts'
import { testConnection } from './testConnection.ts'

let home = ''
let deps: LinkDeps
const logged: string[] = []
const cleanUp: Array<() => unknown> = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'swarmdeck-ssh-'))
  deps = {
    homeDir: home,
    dataDir: home,
    env: {},
    platform: process.platform,
    log: (...line) => logged.push(JSON.stringify(line)),
    startDemo: () => Promise.reject(new Error('no demo')),
  }
})
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo()
  rmSync(home, { recursive: true })
  logged.length = 0
})

const pair = keyPair()
const pin = (line = ''): string => hostKeyOf(Buffer.from(line.split(' ')[1] ?? '', 'base64')).fingerprint
async function serve(options: Parameters<typeof startSshServer>[0]): Promise<SshServer> {
  const server = await startSshServer(options)
  cleanUp.push(() => server.close())
  return server
}
const to = (
  server: { port: number; hostKeys?: readonly string[] },
  more: Partial<Extract<EndpointInput, { kind: 'ssh' }>> = {},
): Endpoint =>
  endpoint.parse({
    kind: 'ssh',
    host: '127.0.0.1',
    port: server.port,
    user: 'me',
    hostKey: server.hostKeys ? pin(server.hostKeys[0]) : null,
    ...more,
  })
const failure = async (target: Endpoint, ...hops: Array<string | null>): Promise<AppError> => {
  const error: unknown = await testConnection(target, { hops }, deps, new AbortController().signal).catch(
    (caught: unknown) => caught,
  )
  if (error instanceof AppError) return error
  throw new Error(`not refused: ${JSON.stringify(error)}`)
}
function connect(target: Endpoint, ...hops: Array<string | null>): EngineConnection {
  const made = new EngineConnection({ endpoint: target, secrets: { hops }, deps })
  cleanUp.push(() => made.close())
  return made
}
const asked = (connection: EngineConnection): Promise<Extract<LinkState, { state: 'asking' }>> =>
  new Promise((resolve) => {
    const stop = connection.onState((state) => {
      if (state.state !== 'asking') return
      stop()
      resolve(state)
    })
    connection.connect()
  })
const only =
  (method: 'password' | 'publickey' | 'keyboard-interactive', act: (context: AuthContext) => void) =>
  (context: AuthContext) => {
    if (context.method === method) act(context)
    else context.reject([method])
  }
const questions = (prompts: Array<{ prompt: string; echo: boolean }>, right: string[]) =>
  only('keyboard-interactive', (context) => {
    if (context.method === 'keyboard-interactive')
      context.prompt(prompts, 'Second factor', (answers) =>
        JSON.stringify(answers) === JSON.stringify(right) ? context.accept() : context.reject(),
      )
  })
const interactive = { auth: { kind: 'interactive' } } as const

describe('a server that asks', () => {
  const login = questions(
    [
      { prompt: 'Name? ', echo: true },
      { prompt: 'Code: ', echo: false },
    ],
    ['me', '123456'],
  )
  it('has its questions shown and answered', async () => {
    const server = await serve({ login, engine: fakeEngine() })
    const link = connect(to(server, interactive))
    const question = await asked(link)
    expect(question).toMatchObject({
      host: '127.0.0.1',
      title: 'Second factor',
      prompts: [
        { text: 'Name?', echo: true },
        { text: 'Code:', echo: false },
      ],
    })
    link.answer('another question', ['x', 'y'])
    link.answer(question.askId, ['me', '123456'])
    expect((await link.ready(new AbortController().signal)).apiVersion).toBe('1.51')
    expect(logged.join()).not.toContain('123456')
  })
  it('refuses wrong answers', async () => {
    const link = connect(to(await serve({ login }), interactive))
    link.answer((await asked(link)).askId, ['me', '0'])
    await expect(link.ready(new AbortController().signal)).rejects.toMatchObject({ code: 'ssh.authFailed' })
  })
  it('is left alone where the reader gives up', async () => {
    const link = connect(to(await serve({ login }), interactive))
    link.answer((await asked(link)).askId, null)
    await expect(link.ready(new AbortController().signal)).rejects.toMatchObject({ code: 'cancelled' })
    expect(link.state).toMatchObject({ state: 'failed', nextTryAt: null })
  })
  it('cannot be answered by a mere test', async () => {
    expect(await failure(to(await serve({ login }), interactive))).toMatchObject({ code: 'ssh.secretNeeded' })
  })
  it('gets the password for its one hidden question', async () => {
    const server = await serve({
      login: questions([{ prompt: 'Password: ', echo: false }], ['swarm']),
      engine: fakeEngine(),
    })
    const target = to(server, { auth: { kind: 'password' } })
    expect((await connect(target, 'swarm').ready(new AbortController().signal)).engineVersion).toBe('28.5.1')
    expect(await failure(target, 'wrong')).toMatchObject({
      code: 'ssh.authFailed',
      message: expect.stringContaining('the password'),
    })
  })
  it('may want a second factor after the key', async () => {
    writeFileSync(join(home, 'key'), pair.private)
    let keyShown = false
    const server = await serve({
      engine: fakeEngine(),
      login: (context) => {
        if (context.method === 'publickey') {
          if (!context.signature) return context.accept()
          keyShown = true
          return context.reject(['keyboard-interactive'], true)
        }
        if (context.method === 'keyboard-interactive' && keyShown)
          return context.prompt([{ prompt: 'Code', echo: false }], (answers) =>
            answers[0] === '42' ? context.accept() : context.reject(),
          )
        return context.reject(['publickey'])
      },
    })
    const link = connect(to(server, { auth: { kind: 'key', path: '~/key' } }))
    link.answer((await asked(link)).askId, ['42'])
    expect((await link.ready(new AbortController().signal)).apiVersion).toBe('1.51')
  })
})

describe('a server with several host keys', () => {
  const login = (context: AuthContext): void => context.accept()
  it('shows the one that known_hosts holds', async () => {
    const server = await serve({ keys: ['ed25519', 'ecdsa'], login, engine: fakeEngine() })
    await trustHostKey(
      { host: '127.0.0.1', port: server.port, key: server.hostKeys[1]!, remember: 'app' },
      deps,
    )
    const found = await testConnection(
      to({ port: server.port }, interactive),
      { hops: [] },
      deps,
      new AbortController().signal,
    )
    expect(found).toMatchObject({ via: 'ssh-stream', swarm: 'locked', nodeName: 'fake' })
  })
  it('is accepted when any of them is the pinned one', async () => {
    const server = await serve({ keys: ['ed25519', 'ecdsa'], login, engine: fakeEngine() })
    for (const line of server.hostKeys) {
      const target = to(server, { ...interactive, hostKey: pin(line) })
      expect((await testConnection(target, { hops: [] }, deps, new AbortController().signal)).swarm).toBe(
        'locked',
      )
    }
  })
  it('is refused when none of them is', async () => {
    const server = await serve({ keys: ['ed25519', 'ecdsa'], login })
    expect(await failure(to(server, { ...interactive, hostKey: `SHA256:${'A'.repeat(43)}` }))).toMatchObject({
      code: 'ssh.hostKeyChanged',
      details: { keyType: 'ssh-ed25519' },
    })
  })
})

it('uses one connection for everything', async () => {
  const engine = fakeEngine()
  const server = await serve({ login: (context) => context.accept(), engine })
  const { docker } = await connect(to(server, interactive)).ready(new AbortController().signal)
  await Promise.all(Array.from({ length: 20 }, () => docker.info()))
  expect(server.clients()).toBe(1)
  expect(engine.requests).toContain('/v1.51/info')
})

describe('what is no SSH server', () => {
  const plain = async (greeting: string | null): Promise<Endpoint> => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      if (greeting === null) socket.destroy()
      else socket.write(greeting)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanUp.push(() => server.close())
    const at = server.address()
    return to(
      { port: typeof at === 'object' && at ? at.port : 0 },
      { auth: { kind: 'password', password: 'x' } },
    )
  }
  it('is told apart when it hangs up', async () => {
    expect(await failure(await plain(null))).toMatchObject({ code: 'ssh.protocol' })
  })
  it('is told apart when it speaks something else', async () => {
    expect(await failure(await plain('HTTP/1.1 400 Bad Request\r\n\r\n'))).toMatchObject({
      code: 'ssh.protocol',
    })
  }, 12_000)
  it('is not waited for longer than 10 s when it says nothing', async () => {
    const start = performance.now()
    expect(await failure(await plain(''))).toMatchObject({ code: 'timeout' })
    expect(performance.now() - start).toBeLessThan(10_000)
  }, 12_000)
})

it('has nothing to offer where there is neither agent nor key', async () => {
  const server = await serve({ login: (context) => context.reject(['publickey']) })
  expect(await failure(to(server, { auth: { kind: 'auto' } }))).toMatchObject({ code: 'ssh.authFailed' })
})

describe('a server that takes no key', () => {
  const auto = { auth: { kind: 'auto' } } as const
  it('has its questions shown once the keys of the usual login are used up', async () => {
    mkdirSync(join(home, '.ssh'))
    writeFileSync(join(home, '.ssh', 'id_ed25519'), pair.private)
    const methods: string[] = []
    const server = await serve({
      engine: fakeEngine(),
      login: (context) => {
        methods.push(context.method)
        if (context.method !== 'keyboard-interactive')
          return context.reject(['publickey', 'keyboard-interactive'])
        return context.prompt([{ prompt: 'Code', echo: false }], (answers) =>
          answers[0] === '42' ? context.accept() : context.reject(),
        )
      },
    })
    const link = connect(to(server, auto))
    link.answer((await asked(link)).askId, ['42'])
    expect((await link.ready(new AbortController().signal)).apiVersion).toBe('1.51')
    expect(methods.slice(0, 3)).toEqual(['none', 'publickey', 'keyboard-interactive'])
  })
  const password = only('password', (context) => {
    if (context.method === 'password' && context.password === 'swarm') context.accept()
    else context.reject(['password'])
  })
  it('has the password asked for where that is all it takes', async () => {
    const server = await serve({ engine: fakeEngine(), login: password })
    const link = connect(to(server, auto))
    const question = await asked(link)
    expect(question.prompts).toEqual([{ text: `Password of me@127.0.0.1:${server.port}`, echo: false }])
    link.answer(question.askId, ['swarm'])
    expect((await link.ready(new AbortController().signal)).apiVersion).toBe('1.51')
    expect(logged.join()).not.toContain('swarm"')
  })
  it('refuses a wrong one, and is left alone where the reader gives up', async () => {
    const server = await serve({ login: password })
    const wrong = connect(to(server, auto))
    wrong.answer((await asked(wrong)).askId, ['x'])
    await expect(wrong.ready(new AbortController().signal)).rejects.toMatchObject({
      code: 'ssh.authFailed',
      message: expect.stringContaining('did not accept the password'),
    })
    const left = connect(to(server, auto))
    left.answer((await asked(left)).askId, null)
    await expect(left.ready(new AbortController().signal)).rejects.toMatchObject({ code: 'cancelled' })
  })
  it('says in a mere test that a password would do', async () => {
    expect(await failure(to(await serve({ login: password }), auto))).toMatchObject({
      code: 'ssh.authFailed',
      hint: expect.stringContaining('Choose Password'),
      details: { accepts: ['password'] },
    })
  })
})
