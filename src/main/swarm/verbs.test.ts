// The read verbs against an engine of its own over a real socket: what they ask, and what they make of refusals.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listEvents } from './events.ts'
import { fakeEngine, Refusal, type FakeEngine } from './fakeEngine.ts'
import { getNode, listNodes } from './nodes.ts'
import events from './records/fixtures/events.json' with { type: 'json' }
import nodes from './records/fixtures/nodes.json' with { type: 'json' }
import services from './records/fixtures/services.json' with { type: 'json' }
import tasks from './records/fixtures/tasks.json' with { type: 'json' }
import { getService, listServices } from './services.ts'
import { getStack } from './stacks.ts'
import { listServiceTasks } from './tasks.ts'

const { signal } = new AbortController()
const [firstNode] = nodes
const web = services.find((each) => each.Spec.Name === 'read_web')
let fake: FakeEngine

beforeEach(async () => {
  fake = await fakeEngine({
    '/nodes': nodes,
    '/services': services,
    '/services/read_web': web,
    '/networks': [],
    '/tasks': tasks,
    '/events': Buffer.from(events.map((each) => JSON.stringify(each)).join('\n')),
  })
})
afterEach(() => fake.close())

describe('listing services', () => {
  it('asks for counts, and for the tasks of those that are not as asked only', async () => {
    const list = await listServices(fake.engine, signal)
    expect(fake.requests[0]).toBe('/services?status=true')
    const asked = fake.requests.find((each) => each.startsWith('/tasks')) ?? ''
    expect(asked).not.toContain(web?.ID)
    expect(list.map((each) => each.name)).toEqual(list.map((each) => each.name).sort())
    expect(list.find((each) => each.name === 'read_con')?.reason).toEqual({
      plain: 'No node meets its constraints (node.labels.disk==ssd)',
      engine: 'no suitable node (scheduling constraints not satisfied on 3 nodes)',
    })
  })
})

describe('asking for one thing', () => {
  it('finds a service by name', async () => {
    expect(await getService(fake.engine, 'read_web', signal)).toMatchObject({ id: web?.ID, desired: 3 })
  })

  it('names what there is not', async () => {
    await expect(getService(fake.engine, 'nope', signal)).rejects.toMatchObject({
      code: 'engine.notFound',
      message: 'There is no service nope.',
    })
    await expect(getNode(fake.engine, 'node9', signal)).rejects.toMatchObject({
      message: 'There is no node node9.',
    })
    await expect(getStack(fake.engine, 'nope', signal)).rejects.toMatchObject({
      message: 'There is no stack nope.',
    })
    await expect(listServiceTasks(fake.engine, 'nope', signal)).rejects.toMatchObject({
      code: 'engine.notFound',
    })
  })

  it('does not take the first letters of an id for a name, as the engine does', async () => {
    fake.answers.set(`/nodes/${firstNode?.ID.slice(0, 2)}`, firstNode)
    await expect(getNode(fake.engine, firstNode?.ID.slice(0, 2) ?? '', signal)).rejects.toMatchObject({
      code: 'engine.notFound',
    })
    fake.answers.set(`/nodes/${firstNode?.ID.slice(0, 12)}`, firstNode)
    expect(await getNode(fake.engine, firstNode?.ID.slice(0, 12) ?? '', signal)).toMatchObject({
      hostname: 'node1',
    })
  })

  it('says so where a name is ambiguous', async () => {
    fake.answers.set('/nodes/twin', new Refusal(400, 'node twin is ambiguous (2 matches found)'))
    await expect(getNode(fake.engine, 'twin', signal)).rejects.toMatchObject({
      code: 'input.invalid',
      message: 'Several things are called node twin.',
    })
  })

  it('escapes what does not belong in an address', async () => {
    await expect(getService(fake.engine, 'a/../b c', signal)).rejects.toMatchObject({
      code: 'engine.notFound',
    })
    expect(fake.requests.at(-1)).toBe('/services/a%2F..%2Fb%20c')
  })
})

describe('an engine that refuses', () => {
  it.each([
    [
      503,
      "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.",
      'swarm.notManager',
    ],
    [
      503,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      'swarm.none',
    ],
    [
      503,
      'Swarm is encrypted and needs to be unlocked before it can be used. Please use "docker swarm unlock" to unlock it.',
      'swarm.locked',
    ],
    [500, 'rpc error: code = Unknown desc = The swarm does not have a leader.', 'swarm.noQuorum'],
    [500, 'disk on fire', 'engine.failed'],
  ])('%i %s is %s', async (status, message, code) => {
    fake.answers.set('/nodes', new Refusal(status, message))
    await expect(listNodes(fake.engine, signal)).rejects.toMatchObject({ code })
  })

  it('or answers nonsense is said to be not understood', async () => {
    fake.answers.set('/nodes', [{ nonsense: true }])
    await expect(listNodes(fake.engine, signal)).rejects.toMatchObject({ code: 'engine.failed' })
  })

  it('that is gone is a lost link or an engine that does not run', async () => {
    await fake.close()
    await expect(listNodes(fake.engine, signal)).rejects.toMatchObject({ code: 'docker.notRunning' })
    fake = await fakeEngine({})
  })
})

describe('a request that is no longer wanted', () => {
  it('is given up', async () => {
    await expect(listNodes(fake.engine, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('tasks of several services', () => {
  it('are read although one of them is gone, which makes the engine refuse the whole filter', async () => {
    fake.answers.set('/tasks', new Refusal(404, 'service x not found'))
    expect(await listServices(fake.engine, signal)).toHaveLength(services.length)
    expect(fake.requests.filter((each) => each.startsWith('/tasks')).length).toBeGreaterThan(2)
  })
})

describe('past events', () => {
  it('come oldest first, the newest so many', async () => {
    const found = await listEvents(fake.engine, { limit: 3 }, signal)
    expect(found).toHaveLength(3)
    expect(found.map((each) => each.at)).toEqual(found.map((each) => each.at).sort())
    expect(fake.requests[0]).toMatch(/since=1&until=[\d.]+&filters=\{"scope":\["swarm"\]\}/)
  })
})
