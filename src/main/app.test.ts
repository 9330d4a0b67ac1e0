// The whole application without a host: saved connections, several at once, and an action followed on the demo swarm.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { HandlerContext } from '../shared/contract/index.ts'
import { connectionDraft, type ConnectionDraftInput } from '../shared/model/connection.ts'
import { serviceDraft } from '../shared/model/serviceSpec.ts'
import { createApp, type App } from './app.ts'

let folder = ''
let app: App
const opened: App[] = []
const logged: string[] = []
const stop = new AbortController()
const context: HandlerContext = { signal: stop.signal, caller: { via: 'desktop', user: 'ana' } }

async function start(): Promise<App> {
  const started = await createApp({
    host: 'desktop',
    version: '1.2.3',
    dataDir: join(folder, 'data'),
    homeDir: folder,
    env: {},
    platform: process.platform,
    user: 'ana',
    secrets: {
      persistent: true,
      reason: null,
      seal: async (secret) => Buffer.from(secret).toReversed(),
      open: async (sealed) => Buffer.from(sealed).toReversed().toString(),
    },
    log: (level, message, facts) => logged.push(JSON.stringify({ level, message, facts })),
  })
  opened.push(started)
  return started
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'app-'))
  app = await start()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
  rmSync(folder, { recursive: true, force: true })
})

const draft = (more: Partial<ConnectionDraftInput> = {}) =>
  connectionDraft.parse({
    name: 'prod',
    endpoint: { kind: 'local', socket: join(folder, 'none.sock') },
    ...more,
  })
const ssh = (more: Record<string, unknown> = {}) =>
  connectionDraft.parse({
    name: 'far',
    endpoint: {
      kind: 'ssh',
      host: '127.0.0.1',
      port: 1,
      user: 'ops',
      auth: { kind: 'password', password: 'hunter2' },
      jump: [
        { host: 'bastion', user: 'ops', auth: { kind: 'key', path: '~/.ssh/id', passphrase: 'open sesame' } },
      ],
      ...more,
    },
  })

test('says what it is and whether secrets survive', async () => {
  expect(await app.handlers.app.info(undefined, context)).toMatchObject({
    version: '1.2.3',
    user: 'ana',
    secrets: { persistent: true },
  })
})

test('keeps connections over a restart, and never gives a secret back', async () => {
  const added = await app.handlers.connections.add(ssh(), context)
  expect(added).toMatchObject({ secrets: 'saved', address: expect.stringContaining('through bastion') })
  expect(JSON.stringify(added)).not.toMatch(/hunter2|sesame/)
  await app.close()
  app = await start()
  const [again] = await app.handlers.connections.list(undefined, context)
  expect(again).toEqual(added)
  expect(logged.join()).not.toMatch(/hunter2|sesame/)
})

test('a secret is not offered to another login than it was given for', async () => {
  const { id } = await app.handlers.connections.add(ssh(), context)
  const kept = connectionDraft.parse(ssh({ auth: { kind: 'password' } })).endpoint
  expect(await app.handlers.connections.update({ id, endpoint: kept }, context)).toMatchObject({
    secrets: 'saved',
  })
  const other = ssh({ host: '127.0.0.2', auth: { kind: 'password' } }).endpoint
  expect(await app.handlers.connections.update({ id, endpoint: other }, context)).toMatchObject({
    secrets: 'missing',
  })
})

test('a name is taken once, whatever its case', async () => {
  const { id } = await app.handlers.connections.add(draft(), context)
  await expect(app.handlers.connections.add(draft({ name: 'PROD' }), context)).rejects.toMatchObject({
    code: 'input.invalid',
    field: 'name',
  })
  await expect(app.handlers.connections.update({ id, name: 'Prod' }, context)).resolves.toMatchObject({
    name: 'Prod',
  })
  await app.handlers.connections.remove({ id }, context)
  await expect(app.handlers.connections.get({ id }, context)).rejects.toMatchObject({
    code: 'connection.notFound',
  })
  const what = (await app.handlers.actions.audit({ limit: 10 }, context)).map((entry) => entry.what)
  expect(what).toEqual(['connection.remove', 'connection.update', 'connection.add'])
})

test('one connection that cannot be reached says why and leaves the others alone', async () => {
  const { id } = await app.handlers.connections.add(draft(), context)
  await expect(app.handlers.cluster.info({ connectionId: id }, context)).rejects.toMatchObject({
    code: expect.stringMatching(/^docker\./),
  })
  const demo = await app.handlers.connections.openDemo(undefined, context)
  expect(demo).toMatchObject({ demo: true, name: 'Demo swarm' })
  expect(await app.handlers.cluster.info({ connectionId: demo.id }, context)).toMatchObject({ nodes: 5 })
  const until = new AbortController()
  for await (const all of app.handlers.connections.watch(undefined, { ...context, signal: until.signal })) {
    if (all.some(({ glance }) => glance.link.state === 'connected' && glance.figures !== null)) break
  }
  until.abort()
  const again = await app.handlers.connections.openDemo(undefined, context)
  expect(again.id).toBe(demo.id)
})

test('disconnecting lasts until somebody connects again', async () => {
  const demo = await app.handlers.connections.openDemo({ nodes: 3, services: 4 }, context)
  const connectionId = demo.id
  expect(await app.handlers.services.list({ connectionId }, context)).toHaveLength(4)
  await app.handlers.connections.disconnect({ id: connectionId }, context)
  await expect(app.handlers.services.list({ connectionId }, context)).rejects.toMatchObject({
    code: 'connection.notConnected',
  })
  await app.handlers.connections.connect({ id: connectionId }, context)
  expect(await app.handlers.services.list({ connectionId }, context)).toHaveLength(4)
})

test('an action on the demo is previewed, run, followed and written down; read-only refuses it', async () => {
  const { id: connectionId } = await app.handlers.connections.openDemo(undefined, context)
  const services = await app.handlers.services.list({ connectionId }, context)
  const service = services.find(({ mode, health }) => mode.kind === 'replicated' && health === 'running')
  if (service?.mode.kind !== 'replicated') throw new Error('the demo has no replicated service')
  const wish = {
    kind: 'service.scale',
    service: service.id,
    replicas: service.mode.replicas + 1,
    from: service.mode.replicas,
  } as const
  const preview = await app.handlers.actions.preview({ connectionId, action: wish }, context)
  expect(preview.commands).toEqual([`docker service scale ${service.name}=${wish.replicas}`])
  const started = await app.handlers.actions.run({ connectionId, action: wish }, context)
  expect(started).toMatchObject({ state: 'running', target: { name: service.name } })
  for await (const { operations } of app.handlers.actions.watch(undefined, context)) {
    if (operations.some(({ id, state }) => id === started.id && state !== 'running')) break
  }
  expect(await app.handlers.actions.get({ operationId: started.id }, context)).toMatchObject({
    state: 'converged',
  })
  await app.handlers.actions.clear({ operationIds: [started.id] }, context)
  await expect(app.handlers.actions.get({ operationId: started.id }, context)).rejects.toMatchObject({
    code: 'engine.notFound',
  })

  await app.handlers.connections.update({ id: connectionId, readOnly: true }, context)
  await expect(
    app.handlers.actions.run(
      { connectionId, action: { kind: 'service.remove', service: service.id } },
      context,
    ),
  ).rejects.toMatchObject({ code: 'connection.readOnly' })
  expect(await app.handlers.actions.audit({ connectionId, limit: 3 }, context)).toMatchObject([
    { what: 'service.remove', outcome: 'refused', who: 'ana', via: 'desktop' },
    { what: 'connection.update' },
    { what: 'service.scale', outcome: 'converged', command: preview.commands[0] },
  ])
}, 40_000)

test('whoever watches a cluster goes on watching when the way to it changes', async () => {
  const { id: connectionId } = await app.handlers.connections.openDemo({ nodes: 3, services: 4 }, context)
  let told = false
  for await (const change of app.handlers.cluster.watch({ connectionId }, context)) {
    if (change.synced && change.info?.nodes === 3 && !told) {
      told = true
      await app.handlers.connections.openDemo({ nodes: 6, services: 4 }, context)
    }
    if (change.info?.nodes === 6) break
  }
  expect(told).toBe(true)
}, 20_000)

test('the values of variables are not written to the audit log', async () => {
  const { id: connectionId } = await app.handlers.connections.openDemo(undefined, context)
  const draft = serviceDraft.parse({
    name: 'quiet',
    image: 'nginx',
    mode: { kind: 'replicated', replicas: 0 },
    env: [{ name: 'TOKEN', value: 'hunter2' }],
  })
  const run = await app.handlers.actions.run(
    { connectionId, action: { kind: 'service.create', draft } },
    context,
  )
  expect(run.commands[0]).toContain('TOKEN=hunter2')
  const [entry] = await app.handlers.actions.audit({ connectionId, limit: 1 }, context)
  expect(entry?.command).toContain("--env 'TOKEN=…'")
  expect(JSON.stringify(entry) + logged.join()).not.toContain('hunter2')
})

test('closing takes less than two seconds and leaves what runs written down as detached', async () => {
  const { id: connectionId } = await app.handlers.connections.openDemo(undefined, context)
  const [service] = await app.handlers.services.list({ connectionId }, context)
  await app.handlers.actions.run(
    { connectionId, action: { kind: 'service.restart', service: service!.id } },
    context,
  )
  const began = Date.now()
  await app.close()
  expect(Date.now() - began).toBeLessThan(2000)
  app = await start()
  expect((await app.handlers.actions.audit({ limit: 1 }, context))[0]).toMatchObject({ outcome: 'detached' })
})

test('a change that was made is not told as failed because it could not be written down', async () => {
  const database = new DatabaseSync(join(folder, 'data', 'swarmdeck.db'))
  database.exec('DROP TABLE audit')
  database.close()
  const added = await app.handlers.connections.add(draft(), context)
  const listed = await app.handlers.connections.list(undefined, context)
  expect(listed.map(({ id }) => id)).toEqual([added.id])
  expect(logged.join()).toContain('The audit log could not be written')
})
