// What each action sends to an engine, against a real HTTP server that keeps one service and its version.
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { action, type ActionInput } from '../../../shared/model/action.ts'
import { standInEngine, type EngineStandIn, type Recorded } from './engineStandIn.ts'
import { runAction } from './runAction.ts'

const digest = `sha256:${'b'.repeat(64)}`
const signal = new AbortController().signal
let standIn: EngineStandIn | undefined
afterEach(() => standIn?.close())

const specBody = z.record(z.string(), z.unknown())
interface Kept {
  version: number
  spec: Record<string, unknown>
  previous?: unknown
}

const startingSpec = () => ({
  Name: 'web',
  Labels: { 'x-unknown': '1' },
  TaskTemplate: {
    ContainerSpec: { Image: 'web:1', Hosts: ['1.2.3.4 a'], FutureField: { deep: [1, null] } },
    ForceUpdate: 7,
    Runtime: 'container',
    LogDriver: null,
  },
  Mode: { Replicated: { Replicas: 2, AlsoNew: true } },
  SomethingNew: 'stays',
})

/** @param beforeUpdate runs when an update arrives, as somebody quicker would */
async function serviceEngine(kept: Kept, beforeUpdate: (kept: Kept, request: Recorded) => void = () => {}) {
  standIn = await standInEngine((request) => {
    const { method, path, query, body } = request
    if (path === '/services/web' || path === '/services/id-web') {
      if (method === 'DELETE') return { body: '' }
      return {
        body: {
          ID: 'id-web',
          Version: { Index: kept.version },
          Spec: kept.spec,
          PreviousSpec: kept.previous ?? null,
        },
      }
    }
    if (path === '/services/id-web/update') {
      beforeUpdate(kept, request)
      if (Number(query.get('version')) !== kept.version) {
        return { status: 500, body: { message: 'rpc error: code = Unknown desc = update out of sequence' } }
      }
      kept.version += 1
      kept.spec = specBody.parse(body)
      return { body: { Warnings: null } }
    }
    if (path.startsWith('/distribution/good')) {
      return {
        body: {
          Descriptor: { digest },
          Platforms: [
            { architecture: 'amd64', os: 'linux' },
            { architecture: 'arm', os: 'linux' },
          ],
        },
      }
    }
    if (path.startsWith('/distribution/')) return { status: 403, body: { message: 'denied' } }
    return undefined
  })
  return standIn
}

const run = (input: ActionInput, login: string | null = null) =>
  runAction(standIn!.engine, action.parse(input), async () => login, signal)
const updates = () => standIn!.requests.filter(({ path }) => path.endsWith('/update'))

test('scaling touches the number only: every other field survives, known or not', async () => {
  const kept = { version: 5, spec: startingSpec() }
  await serviceEngine(kept)
  const accepted = await run({ kind: 'service.scale', service: 'web', replicas: 4, from: 2 })
  expect(kept.spec).toEqual({ ...startingSpec(), Mode: { Replicated: { Replicas: 4, AlsoNew: true } } })
  expect(updates()[0]?.query.toString()).toBe('version=5&registryAuthFrom=spec')
  expect(accepted.undo).toEqual({ kind: 'service.scale', service: 'id-web', replicas: 2, from: 4 })
})

test('a change that came too late is read again and applied to the newer spec', async () => {
  const kept = { version: 5, spec: startingSpec() }
  let once = true
  await serviceEngine(kept, (each) => {
    if (!once) return
    once = false
    each.version += 1
    each.spec = { ...each.spec, Labels: { other: 'change' } }
  })
  await run({ kind: 'service.scale', service: 'web', replicas: 4 })
  expect(updates().map(({ query }) => query.get('version'))).toEqual(['5', '6'])
  expect(kept.spec).toMatchObject({ Labels: { other: 'change' }, Mode: { Replicated: { Replicas: 4 } } })
})

test('where the very field moved meanwhile, the second says what changed and sends nothing', async () => {
  const kept = { version: 5, spec: startingSpec() }
  let once = true
  await serviceEngine(kept, (each) => {
    if (!once) return
    once = false
    each.version += 1
    each.spec = { ...each.spec, Mode: { Replicated: { Replicas: 9 } } }
  })
  await expect(run({ kind: 'service.scale', service: 'web', replicas: 4, from: 2 })).rejects.toMatchObject({
    code: 'engine.conflict',
    message: 'The replicas of web changed meanwhile: it was 2 when you looked and is 9 now.',
    details: { was: 2, now: 9 },
  })
  expect(kept.spec['Mode']).toEqual({ Replicated: { Replicas: 9 } })
})

test('gives up where others are always quicker', async () => {
  const kept = { version: 5, spec: startingSpec() }
  await serviceEngine(kept, (each) => {
    each.version += 1
  })
  await expect(run({ kind: 'service.restart', service: 'web' })).rejects.toMatchObject({
    code: 'engine.conflict',
  })
  expect(updates().length).toBe(6)
})

test('an image is pinned to its digest with the platforms of the registry’s answer', async () => {
  const kept = { version: 5, spec: startingSpec() }
  await serviceEngine(kept)
  const accepted = await run({ kind: 'service.image', service: 'web', image: 'docker.io/library/good' })
  expect(kept.spec['TaskTemplate']).toEqual({
    ...startingSpec().TaskTemplate,
    ContainerSpec: { ...startingSpec().TaskTemplate.ContainerSpec, Image: `good:latest@${digest}` },
    Placement: {
      Platforms: [
        { Architecture: 'amd64', OS: 'linux' },
        { Architecture: '', OS: 'linux' },
      ],
    },
  })
  expect(accepted.warnings).toEqual([])
  expect(accepted.undo).toMatchObject({ image: 'web:1', from: `good:latest@${digest}` })
})

test('where the registry says no, the update goes on without a digest and warns', async () => {
  const kept = { version: 5, spec: startingSpec() }
  await serviceEngine(kept)
  const accepted = await run({ kind: 'service.image', service: 'web', image: 'private/app:2' })
  expect(kept.spec).toMatchObject({ TaskTemplate: { ContainerSpec: { Image: 'private/app:2' } } })
  expect(kept.spec['TaskTemplate']).not.toHaveProperty('Placement')
  expect(accepted.warnings.join()).toMatch(/no digest is recorded/)
})

test('this machine’s login is sent only when asked for, else the service keeps the one it has', async () => {
  await serviceEngine({ version: 5, spec: startingSpec() })
  await run({ kind: 'service.image', service: 'web', image: 'good:1', withRegistryAuth: true }, 'bG9naW4=')
  expect(updates()[0]).toMatchObject({ registryAuth: 'bG9naW4=' })
  expect(updates()[0]?.query.has('registryAuthFrom')).toBe(false)
  await run({ kind: 'service.image', service: 'web', image: 'good:2' }, 'bG9naW4=')
  expect(updates()[1]).toMatchObject({ registryAuth: undefined })
  expect(updates()[1]?.query.get('registryAuthFrom')).toBe('spec')
  const without = await run({
    kind: 'service.image',
    service: 'web',
    image: 'good:3',
    withRegistryAuth: true,
  })
  expect(updates()[2]?.query.get('registryAuthFrom')).toBe('spec')
  expect(without.warnings.join()).toMatch(/no login/)
})

test('a restart counts ForceUpdate up, a rollback asks the engine for its own earlier spec', async () => {
  const kept: Kept = { version: 5, spec: startingSpec() }
  await serviceEngine(kept)
  await run({ kind: 'service.restart', service: 'web' })
  expect(kept.spec).toMatchObject({ TaskTemplate: { ForceUpdate: 8 } })
  await expect(run({ kind: 'service.rollback', service: 'web' })).rejects.toMatchObject({
    code: 'input.invalid',
    field: 'service',
  })
  kept.previous = startingSpec()
  await run({ kind: 'service.rollback', service: 'web' })
  expect(updates().at(-1)?.query.get('rollback')).toBe('previous')
})

test('global services and jobs are not scaled', async () => {
  const kept: Kept = { version: 5, spec: { ...startingSpec(), Mode: { Global: {} } } }
  await serviceEngine(kept)
  await expect(run({ kind: 'service.scale', service: 'web', replicas: 4 })).rejects.toMatchObject({
    code: 'input.invalid',
    field: 'replicas',
  })
  expect(updates()).toEqual([])
})

test('a service that is not there is named', async () => {
  await serviceEngine({ version: 5, spec: startingSpec() })
  await expect(run({ kind: 'service.remove', service: 'nope' })).rejects.toMatchObject({
    code: 'engine.notFound',
    message: expect.stringContaining('nope'),
  })
})

test('labels of a node: what someone else set stays, what both touched is a conflict', async () => {
  let labels: Record<string, string> = { zone: 'a', theirs: 'new' }
  standIn = await standInEngine(({ path, body }) => {
    if (path === '/nodes/n1/update') {
      labels = z.object({ Labels: z.record(z.string(), z.string()) }).parse(body).Labels
      expect(body).toMatchObject({ Role: 'worker', Future: 1 })
      return { body: '' }
    }
    return {
      body: {
        ID: 'n1',
        Version: { Index: 3 },
        Spec: { Labels: labels, Role: 'worker', Availability: 'active', Future: 1 },
        Description: { Hostname: 'node1' },
        Status: { State: 'ready' },
      },
    }
  })
  await run({ kind: 'node.labels', node: 'node1', labels: { zone: 'b', mine: '1' }, from: { zone: 'a' } })
  expect(labels).toEqual({ zone: 'b', mine: '1', theirs: 'new' })
  await expect(
    run({ kind: 'node.labels', node: 'node1', labels: { zone: 'c' }, from: { zone: 'a' } }),
  ).rejects.toMatchObject({ code: 'engine.conflict', details: { was: 'a', now: 'b' } })
  await run({ kind: 'node.labels', node: 'node1', labels: { constructor: 'x' }, from: {} })
  const { action: done } = await run({
    kind: 'node.labels',
    node: 'node1',
    labels: {},
    from: { constructor: 'x' },
  })
  const left = { zone: 'b', mine: '1', theirs: 'new' }
  expect([labels, 'labels' in done && done.labels]).toEqual([left, left])
  await expect(
    run({ kind: 'node.availability', node: 'node1', availability: 'drain', from: 'pause' }),
  ).rejects.toMatchObject({ code: 'engine.conflict', details: { was: 'pause', now: 'active' } })
})

test('a label named __proto__ survives every change of its node', async () => {
  const label = (name: string): unknown => JSON.parse(`{"${name}":"1","zone":"a"}`)
  const spec = { Role: 'worker', Availability: 'active', Labels: label('__proto__') }
  standIn = await standInEngine(({ path }) =>
    path === '/nodes/n1/update'
      ? { body: '' }
      : { body: { ID: 'n1', Version: { Index: 3 }, Spec: spec, Description: { Hostname: 'node1' } } },
  )
  await run({ kind: 'node.availability', node: 'node1', availability: 'drain' })
  const { action: done } = await run({
    kind: 'node.labels',
    node: 'node1',
    labels: { zone: 'b' },
    from: { zone: 'a' },
  })
  const sent = standIn.requests.filter(({ path }) => path === '/nodes/n1/update')
  expect(sent.map(({ body }) => JSON.stringify(body))).toEqual([
    '{"Availability":"drain","Labels":{"__proto__":"1","zone":"a"},"Role":"worker"}',
    '{"Availability":"active","Labels":{"__proto__":"1","zone":"b"},"Role":"worker"}',
  ])
  // What is told of it must be an action again.
  expect(action.safeParse(done).success).toBe(true)
})
