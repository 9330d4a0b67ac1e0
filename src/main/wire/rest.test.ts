// The browser host over real HTTP, with handlers that only remember: routes, envelope, statuses, refusals.
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Handlers } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { startWebHost, type WebHost } from './webHost.ts'

const token = 'a-test-token-0123456789'
type Calls = { method: string; input: unknown; via: string; signal: AbortSignal }[]
const calls: Calls = []
/** What a handler answers instead of the usual. */
const answers = new Map<string, () => unknown>()

const connectionNamed = (id: string) => ({
  id,
  name: id,
  readOnly: false,
  endpoint: { kind: 'local', socket: '/var/run/docker.sock' },
  demo: false,
  address: '/var/run/docker.sock',
  secrets: 'none',
  createdAt: '2026-01-01T00:00:00.000Z',
})

const operation = {
  id: 'op1',
  connectionId: 'only',
  action: { kind: 'service.restart', service: 'web' },
  title: 'Restarting web',
  commands: ['docker service update --force web'],
  target: { kind: 'service', id: 's1', name: 'web' },
  state: 'running',
  progress: null,
  detail: '',
  error: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  log: [],
  undo: null,
}

const usual: Record<string, () => unknown> = {
  'connections.list': () => [connectionNamed('only')],
  'connections.get': () => connectionNamed('only'),
  'connections.add': () => connectionNamed('new'),
  'connections.update': () => connectionNamed('only'),
  'connections.remove': () => undefined,
  'connections.test': () => ({
    via: 'socket',
    latencyMs: 1,
    engineVersion: '28.5.0',
    apiVersion: '1.51',
    nodeName: 'node1',
    swarm: 'manager',
    swarmId: 'x',
  }),
  'services.list': () => [],
  'nodes.list': () => [],
  'cluster.networks': () => [],
  'cluster.events': () => [],
  'stacks.list': () => [],
  'services.tasks': () => [],
  'services.get': () => service,
  'actions.run': () => operation,
}

const service = {
  id: 's1',
  version: 1,
  name: 'web',
  stack: null,
  image: 'nginx:1.27',
  mode: { kind: 'replicated', replicas: 2 },
  running: 2,
  desired: 2,
  completed: 0,
  health: 'running',
  update: { state: 'none', message: '', startedAt: null, completedAt: null },
  ports: [],
  networks: [],
  constraints: [],
  labels: {},
  canRollBack: false,
  reason: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
}

const domain = (name: string, verbs: readonly string[]) =>
  Object.fromEntries(
    verbs.map((verb) => [
      verb,
      (input: unknown, context: { signal: AbortSignal; caller: { via: string } }) => {
        const method = `${name}.${verb}`
        calls.push({ method, input, via: context.caller.via, signal: context.signal })
        const answer = (answers.get(method) ?? usual[method])?.()
        return verb === 'read' ? answer : Promise.resolve(answer)
      },
    ]),
  )

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const handlers = {
  app: domain('app', ['info']),
  connections: domain('connections', ['list', 'get', 'add', 'update', 'remove', 'test']),
  cluster: domain('cluster', ['info', 'health', 'statistics', 'networks', 'events']),
  nodes: domain('nodes', ['list', 'get']),
  services: domain('services', ['list', 'get', 'tasks']),
  stacks: domain('stacks', ['list', 'get']),
  logs: domain('logs', ['read']),
  actions: domain('actions', ['run']),
} as unknown as Handlers

let host: WebHost
const faults: unknown[] = []
beforeAll(async () => {
  host = await startWebHost({
    handlers,
    assets: (path) =>
      path.startsWith('/assets/')
        ? null
        : { body: Buffer.from('<p>page'), headers: { 'content-type': 'text/html' } },
    token,
    listen: '127.0.0.1',
    port: 0,
    user: 'ada',
    log: (level, message, facts) => faults.push([level, message, facts]),
  })
})
afterAll(() => host.close())
beforeEach(() => {
  calls.length = 0
  faults.length = 0
  answers.clear()
})

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, host.address), {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, headers: response.headers, json: safeJson(text) }
}
const safeJson = (text: string): Record<string, unknown> | null => {
  try {
    const value: Record<string, unknown> = JSON.parse(text)
    return value
  } catch {
    return null
  }
}
const lastCall = () => calls.at(-1)

describe('a right request', () => {
  it('is answered in the envelope, with a count on lists', async () => {
    const list = await ask('GET', '/api/connections')
    expect(list.status).toBe(200)
    expect(list.json).toEqual({ success: true, data: [connectionNamed('only')], count: 1 })
    const one = await ask('GET', '/api/connections/only')
    expect(one.json).toEqual({ success: true, data: connectionNamed('only') })
    expect((await ask('DELETE', '/api/connections/only')).json).toEqual({ success: true, data: null })
  })

  it.each([
    ['POST', '/services/web/scale', { replicas: 3 }, { kind: 'service.scale', service: 'web', replicas: 3 }],
    [
      'PUT',
      '/services/web/image',
      { image: 'nginx:1.28' },
      { kind: 'service.image', service: 'web', image: 'nginx:1.28', withRegistryAuth: false },
    ],
    ['POST', '/services/web/rollback', undefined, { kind: 'service.rollback', service: 'web' }],
    ['POST', '/services/web/restart', undefined, { kind: 'service.restart', service: 'web' }],
    ['DELETE', '/services/my%2Fweb', undefined, { kind: 'service.remove', service: 'my/web' }],
    [
      'PUT',
      '/nodes/n1/availability',
      { availability: 'drain' },
      { kind: 'node.availability', node: 'n1', availability: 'drain' },
    ],
    [
      'PUT',
      '/nodes/n1/labels',
      { labels: { disk: 'ssd' } },
      { kind: 'node.labels', node: 'n1', labels: { disk: 'ssd' } },
    ],
  ])('%s /api/swarm%s runs the action as REST', async (method, path, body, action) => {
    const answer = await ask(method, `/api/swarm${path}`, body)
    expect(answer.json).toMatchObject({ success: true, data: { id: 'op1' } })
    expect(lastCall()).toMatchObject({
      method: 'actions.run',
      via: 'rest',
      input: { connectionId: 'only', action },
    })
  })

  it('creates a service from a draft, with the usual defaults', async () => {
    const answer = await ask('POST', '/api/swarm/services', {
      name: 'web',
      image: 'nginx:1.27',
      mode: { kind: 'replicated', replicas: 2 },
    })
    expect(answer.status).toBe(201)
    expect(lastCall()?.input).toMatchObject({
      action: { kind: 'service.create', draft: { name: 'web', env: [] } },
    })
  })

  it('reads everything else from its handler', async () => {
    for (const path of ['services', 'nodes', 'networks', 'events?limit=5', 'stacks', 'services/web/tasks']) {
      const answer = await ask('GET', `/api/swarm/${path}`)
      expect([path, answer.json]).toEqual([path, { success: true, data: [], count: 0 }])
    }
    expect((await ask('POST', '/api/connections/only/test')).json).toMatchObject({
      data: { swarm: 'manager' },
    })
    expect((await ask('PATCH', '/api/connections/only', { readOnly: true })).status).toBe(200)
    expect(lastCall()?.input).toEqual({ id: 'only', readOnly: true })
  })

  it('names the connection with ?connection=ID', async () => {
    await ask('GET', '/api/swarm/services?connection=c7')
    expect(calls).toMatchObject([{ method: 'services.list', input: { connectionId: 'c7' } }])
  })
})

describe('a wrong request', () => {
  it('without or with a wrong token gets 401 and reaches no handler', async () => {
    for (const authorization of ['', 'Bearer nonsense', `Basic ${token}`, token]) {
      const answer = await ask('GET', '/api/connections', undefined, { authorization })
      expect(answer.status).toBe(401)
      expect(answer.json).toMatchObject({ success: false, code: 'rpc.forbidden' })
    }
    expect((await ask('GET', '/metrics', undefined, { authorization: '' })).status).toBe(401)
    expect((await ask('GET', '/api/nothing', undefined, { authorization: '' })).status).toBe(401)
    expect(
      (await ask('GET', `/api/connections?token=${token}`, undefined, { authorization: '' })).status,
    ).toBe(401)
    expect(calls).toEqual([])
  })

  it('by a foreign name or from a foreign page gets 403', async () => {
    const foreign: Record<string, string>[] = [
      { host: 'evil.example:80' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      expect(await rawStatus('/api/connections', { authorization: `Bearer ${token}`, ...headers })).toBe(403)
    }
    expect(await rawStatus('/', { host: 'evil.example' })).toBe(403)
    expect(await rawStatus('/', { host: 'localhost:9999' })).toBe(200)
    expect(calls).toEqual([])
  })

  it.each([
    ['POST', '/api/swarm/services/web/scale', { replicas: -1 }, 'replicas'],
    ['POST', '/api/swarm/services/web/scale', { replicas: 1.5 }, 'replicas'],
    ['POST', '/api/swarm/services/web/scale', { replicas: 'x' }, 'replicas'],
    ['POST', '/api/swarm/services/web/scale', { replicas: 1e9 }, 'replicas'],
    ['POST', '/api/swarm/services/web/scale', {}, 'replicas'],
    ['PUT', '/api/swarm/services/web/image', { image: 'a b' }, 'image'],
    ['PUT', '/api/swarm/nodes/n1/availability', { availability: 'gone' }, 'availability'],
    ['POST', '/api/swarm/services', { name: 'a/b', image: 'x', mode: { kind: 'global' } }, 'name'],
    ['POST', '/api/connections', { name: 'x', endpoint: { kind: 'local', socket: '' } }, 'endpoint.socket'],
    ['GET', '/api/swarm/services/web/logs?tail=x', undefined, 'tail'],
    ['GET', '/api/swarm/services/web/logs?since=yesterday', undefined, 'since'],
    ['PUT', '/api/swarm/nodes/n1/labels', { labels: { 'a b': 'c' } }, 'labels.a b'],
    ['GET', '/api/swarm/services/web/logs?tail=-1', undefined, 'tail'],
    ['GET', '/api/swarm/events?limit=0', undefined, 'limit'],
  ])('%s %s %j is refused at its field', async (method, path, body, field) => {
    const answer = await ask(method, path, body)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ success: false, code: 'input.invalid', field })
    expect(answer.json?.hint).not.toBe('')
    expect(calls.map((call) => call.method)).not.toContain('actions.run')
  })

  it('with a body that is no JSON object, or far too large, is refused and answered', async () => {
    for (const body of ['{', '[1]', '"x"', '1']) {
      expect((await ask('POST', '/api/connections', body)).json).toMatchObject({ code: 'input.invalid' })
    }
    const large = await ask('POST', '/api/connections', `{"name":"${'x'.repeat(1_200_000)}"}`)
    expect([large.status, large.json?.code]).toEqual([400, 'input.invalid'])
    expect((await ask('GET', '/api/connections')).status).toBe(200)
  })

  it('for a route or a method that is not there gets 404 or 405', async () => {
    expect(await ask('POST', '/api/swarm/init', {})).toMatchObject({
      status: 404,
      json: { code: 'rest.unknownRoute' },
    })
    expect((await ask('GET', '/api/swarm/services/%ff')).status).toBe(400)
    const wrong = await ask('PATCH', '/api/swarm/services/web')
    expect(wrong).toMatchObject({ status: 405, json: { code: 'rest.methodNotAllowed' } })
    expect(wrong.headers.get('allow')).toBe('GET, DELETE')
    expect((await ask('POST', '/')).status).toBe(405)
  })

  it('without a connection where there are several or none is told so', async () => {
    answers.set('connections.list', () => [connectionNamed('a'), connectionNamed('b')])
    expect(await ask('GET', '/api/swarm/services')).toMatchObject({
      status: 400,
      json: { code: 'connection.ambiguous' },
    })
    answers.set('connections.list', () => [])
    expect((await ask('GET', '/api/swarm/services')).status).toBe(404)
  })
})

describe('what handlers refuse', () => {
  it.each(['draft.name', 'action.draft.name'])('%s is the field `name` of the script', async (field) => {
    const taken = new AppError('engine.conflict', 'There is a service named web already.', { field })
    answers.set('actions.run', () => Promise.reject(taken))
    const answer = await ask('POST', '/api/swarm/services', { name: 'web', image: 'nginx' })
    expect(answer).toMatchObject({ status: 409, json: { code: 'engine.conflict', field: 'name' } })
  })

  it.each([
    ['connection.readOnly', 403],
    ['connection.notFound', 404],
    ['engine.notFound', 404],
    ['engine.conflict', 409],
    ['engine.failed', 502],
    ['ssh.unreachable', 502],
    ['docker.notRunning', 502],
    ['timeout', 504],
    ['cancelled', 503],
    ['rpc.disconnected', 503],
  ] as const)('%s has status %i', async (code, status) => {
    answers.set('services.list', () => Promise.reject(new AppError(code, 'It was so.')))
    const answer = await ask('GET', '/api/swarm/services')
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ success: false, error: 'It was so.', code })
  })

  it('an unknown host key comes with its fingerprint and is not saved', async () => {
    const refusal = new AppError('ssh.hostKeyUnknown', 'Never met.', {
      details: { fingerprint: 'SHA256:abc' },
    })
    answers.set('connections.test', () => Promise.reject(refusal))
    const draft = { name: 'prod', endpoint: { kind: 'ssh', host: '10.0.0.1', user: 'root' } }
    const answer = await ask('POST', '/api/connections', draft)
    expect(answer.status).toBe(502)
    expect(answer.json).toMatchObject({ code: 'ssh.hostKeyUnknown', details: { fingerprint: 'SHA256:abc' } })
    expect(calls.map((call) => call.method)).toEqual(['connections.test'])

    answers.set('connections.test', () => Promise.reject(new AppError('ssh.unreachable', 'Down.')))
    expect((await ask('POST', '/api/connections', draft)).status).toBe(201)
  })

  it('a fault is told without its text, which only the log has', async () => {
    answers.set('services.list', () => Promise.reject(new Error('hunter2')))
    const answer = await ask('GET', '/api/swarm/services')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('hunter2')
    expect(faults).toHaveLength(1)
  })
})

describe('logs', () => {
  const line = (text: string) => ({
    seq: 1,
    at: '2026-01-01T00:00:00.000000001Z',
    stream: 'stdout',
    taskId: 't',
    nodeId: 'n',
    text,
    cut: false,
  })

  it('come as text, notes marked', async () => {
    answers.set('logs.read', async function* () {
      yield { kind: 'lines', lines: [line('one'), line('two')] }
      yield { kind: 'note', at: '2026-01-01T00:00:00.000Z', text: 'node3 is out of reach' }
    })
    const answer = await ask('GET', '/api/swarm/services/web/logs?tail=10&since=15m')
    expect(answer.text).toBe('one\ntwo\n# node3 is out of reach\n')
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(lastCall()?.input).toEqual({
      connectionId: 'only',
      target: { kind: 'service', id: 's1' },
      follow: false,
      tail: 10,
      since: '15m',
    })
    const stamped = await ask('GET', '/api/swarm/services/web/logs?timestamps=true')
    expect(stamped.text).toMatch(/^2026-01-01T00:00:00.000000001Z one\n/)
  })

  it('that cannot begin are an error like any other', async () => {
    // oxlint-disable-next-line require-yield
    answers.set('logs.read', async function* () {
      throw new AppError('engine.notFound', 'There is no service web.')
    })
    expect(await ask('GET', '/api/swarm/services/web/logs')).toMatchObject({
      status: 404,
      json: { code: 'engine.notFound' },
    })
  })

  it('with follow stream until the reader leaves, which aborts their handler', async () => {
    answers.set('logs.read', async function* () {
      yield { kind: 'lines', lines: [line('first')] }
      await new Promise(() => {})
    })
    const leave = new AbortController()
    const response = await fetch(new URL('/api/swarm/services/web/logs?follow=true', host.address), {
      headers: { authorization: `Bearer ${token}` },
      signal: leave.signal,
    })
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first\n')
    const { signal } = lastCall()!
    expect(signal.aborted).toBe(false)
    leave.abort()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  })

  it('that fail midway say so and break off', async () => {
    answers.set('logs.read', async function* () {
      yield { kind: 'lines', lines: [line('first')] }
      throw new AppError('link.lost', 'The link is gone.')
    })
    const text = await ask('GET', '/api/swarm/services/web/logs').then(
      (answer) => answer.text,
      () => 'broken off',
    )
    expect(text).toMatch(/broken off|# The link is gone\./)
  })
})

it('answers a request that is no HTTP without falling over', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(host.port, '127.0.0.1', () => socket.end('NONSENSE\r\n\r\n'))
    socket.on('close', () => resolve())
    socket.resume()
  })
  expect((await ask('GET', '/api/connections')).status).toBe(200)
})

/** fetch forbids setting Host and Origin. */
function rawStatus(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest({ port: host.port, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
