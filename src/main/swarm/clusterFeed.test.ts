// The live picture against an engine of its own over a real socket: first reading, events, turns, lost links, problems.
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ClusterChange, SwarmEvent } from '../../shared/model/cluster.ts'
import { ClusterFeed } from './clusterFeed.ts'
import { fakeEngine, FakeLink, Refusal, type FakeEngine } from './fakeEngine.ts'
import { eventually } from './lab/eventually.ts'
import info from './records/fixtures/info.json' with { type: 'json' }
import networks from './records/fixtures/networks.json' with { type: 'json' }
import nodes from './records/fixtures/nodes.json' with { type: 'json' }
import services from './records/fixtures/services.json' with { type: 'json' }
import swarm from './records/fixtures/swarm.json' with { type: 'json' }
import tasks from './records/fixtures/tasks.json' with { type: 'json' }

const well = { '/info': info, '/swarm': swarm, '/nodes': nodes, '/services': services, '/networks': networks }
const web = services.filter((each) => each.Spec.Name === 'read_web')
const [webId = ''] = web.map((each) => each.ID)
const event = (action: string, id: string): object => ({
  Type: 'service',
  Action: action,
  scope: 'swarm',
  timeNano: Date.now() * 1e6,
  Actor: { ID: id, Attributes: { name: 'read_web' } },
})

// A problem is looked at again every 5 s
vi.setConfig({ testTimeout: 20_000 })

let fake: FakeEngine
let link: FakeLink
let feed: ClusterFeed
let ending: AbortController

beforeEach(async () => {
  fake = await fakeEngine({ ...well, '/services': web, '/tasks': tasks.filter((t) => t.ServiceID === webId) })
  link = new FakeLink(fake.engine)
  feed = new ClusterFeed(link, () => {})
  ending = new AbortController()
})
afterEach(async () => {
  ending.abort()
  feed.close()
  await fake.close()
})

const streams = (): string[] => fake.requests.filter((each) => each.startsWith('/events'))

function collect(): ClusterChange[] {
  const changes: ClusterChange[] = []
  const watching = async (): Promise<void> => {
    for await (const change of feed.watch(ending.signal)) changes.push(change)
  }
  void watching()
  return changes
}

describe('the live picture', () => {
  it('is read whole once the link connects, and told whole to whoever watches', async () => {
    const changes = collect()
    await eventually(() => expect(changes[0]).toMatchObject({ reset: true, synced: false }), 1000)
    link.connect()
    const state = await feed.synced(ending.signal)
    expect(state.nodes.size).toBe(3)
    expect([...state.services.values()][0]?.name).toBe('read_web')
    await eventually(() => expect(changes.at(-1)).toMatchObject({ reset: true, synced: true }), 1000)
    expect(changes.at(-1)?.tasks?.length).toBeGreaterThan(0)
    expect(changes.at(-1)?.health?.overall).toBe('healthy')
  })

  it('asks for the whole task list once and never on a timer', async () => {
    link.connect()
    await feed.synced(ending.signal)
    await eventually(
      () => expect(fake.requests.filter((each) => each.startsWith('/services')).length).toBeGreaterThan(2),
      8000,
    )
    expect(fake.requests.filter((each) => each === '/tasks')).toHaveLength(1)
    expect(fake.requests.some((each) => each.startsWith('/tasks?filters={"service":['))).toBe(true)
  })

  it('shows what an event announces at once, and only that', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const changes = collect()
    await eventually(() => expect(changes).toHaveLength(1), 1000)
    const changed = structuredClone(web)
    for (const each of changed) Object.assign(each.Spec.Labels, { changed: 'yes' })
    for (const each of changed) each.Version.Index += 1
    fake.answers.set('/services', changed)
    fake.emit(event('update', webId))
    const took = await eventually(
      () => expect(feed.state.services.get(webId)?.labels).toHaveProperty('changed'),
      1000,
    )
    expect(took).toBeLessThan(1000)
    await eventually(() => expect(changes.at(-1)?.services).toHaveLength(1), 1000)
    expect(changes.at(-1)).not.toHaveProperty('nodes')
  })

  it('notices without any event what the counts tell', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const changed = structuredClone(web)
    for (const each of changed) each.ServiceStatus.RunningTasks = 1
    fake.answers.set('/services', changed)
    await eventually(() => expect(feed.state.services.get(webId)?.health).toBe('degraded'), 4000)
  })

  it('keeps what it knows while the link is away, and reads whole again afterwards', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const changes = collect()
    const error = { code: 'link.lost', message: 'The link broke.', hint: '', retryable: true } as const
    const since = new Date().toISOString()
    const away = { since, lastLiveAt: since, attempt: 1, nextTryAt: null, error }
    link.become({ state: 'reconnecting', ...away })
    await expect(feed.synced(ending.signal)).rejects.toMatchObject({ code: 'link.lost' })
    expect(feed.state.services.size).toBe(1)
    await eventually(() => expect(changes.at(-1)?.link).toMatchObject({ state: 'reconnecting' }), 1000)
    fake.answers.set('/services', [])
    link.connect()
    expect((await feed.synced(ending.signal)).services.size).toBe(0)
    await eventually(() => expect(changes.at(-1)).toMatchObject({ reset: true, services: [] }), 1000)
  })

  it('listens again from the last event on when the engine ends its events, and reads lightly', async () => {
    const past = event('update', webId)
    link.connect()
    await feed.synced(ending.signal)
    fake.emit(past)
    const heard = `since=${(Math.floor(Number(Reflect.get(past, 'timeNano')) / 1e6) / 1000).toFixed(3)}`
    await eventually(() => expect(streams()).toHaveLength(1), 1000)
    await pause(200)
    fake.answers.set('/nodes', nodes.slice(0, 2))
    fake.dropStreams()
    await eventually(() => expect(feed.state.nodes.size).toBe(2), 3000)
    expect(streams()[1]).toContain(heard)
    expect(fake.requests.filter((each) => each === '/tasks')).toHaveLength(1)
    expect(feed.state.problem).toBeNull()
  })

  it('opens events that end at once again and again ever more slowly, and goes on reading', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const cutting = setInterval(() => fake.dropStreams(), 10)
    const before = fake.requests.filter((each) => each.startsWith('/services')).length
    await pause(4000)
    clearInterval(cutting)
    // 0.3, 0.6, 1.2 and 2.4 s: four waits at most fit in, where a fixed one of 0.3 s fits a dozen times.
    expect(streams().length).toBeGreaterThan(2)
    expect(streams().length).toBeLessThan(7)
    expect(fake.requests.filter((each) => each === '/tasks')).toHaveLength(1)
    expect(fake.requests.filter((each) => each.startsWith('/services')).length).toBeGreaterThan(before)
    expect(feed.state).toMatchObject({ synced: true, problem: null })
  })

  it('says why there is nothing to show, and recovers by itself', async () => {
    fake.answers.set('/info', { ...info, Swarm: { ...info.Swarm, LocalNodeState: 'locked' } })
    link.connect()
    await expect(feed.synced(ending.signal)).rejects.toMatchObject({ code: 'swarm.locked' })
    expect(feed.state.problem?.code).toBe('swarm.locked')
    fake.answers.set('/info', info)
    await eventually(() => expect(feed.state).toMatchObject({ problem: null, synced: true }), 8000)
  })

  it('keeps the old picture under a lost quorum, and drops it where this is no manager any more', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const lost = new Refusal(503, 'rpc error: code = Unknown desc = The swarm does not have a leader.')
    fake.answers.set('/services', lost)
    fake.answers.set('/swarm', lost)
    await eventually(() => expect(feed.state.problem?.code).toBe('swarm.noQuorum'), 5000)
    expect(feed.state.nodes.size).toBe(3)
    fake.answers.set('/info', { ...info, Swarm: { ...info.Swarm, ControlAvailable: false } })
    feed.refresh()
    await eventually(() => expect(feed.state.problem?.code).toBe('swarm.notManager'), 3000)
    expect(feed.state.nodes.size).toBe(0)
  })

  it('gives the tasks of a service on screen, ended ones too, until it is gone', async () => {
    link.connect()
    await feed.synced(ending.signal)
    const seen: number[] = []
    const watching = (async () => {
      for await (const list of feed.watchTasks(webId, ending.signal)) seen.push(list.length)
    })()
    const ofWeb = tasks.filter((each) => each.ServiceID === webId)
    await eventually(() => expect(seen).toEqual([ofWeb.length]), 1000)
    fake.answers.set('/tasks', ofWeb.slice(1))
    await eventually(() => expect(seen).toEqual([ofWeb.length, ofWeb.length - 1]), 3000)
    fake.answers.set('/services', [])
    fake.emit(event('remove', webId))
    await expect(watching).rejects.toMatchObject({ code: 'engine.notFound' })
  })

  it('passes events on, the past ones first and none twice', async () => {
    const past = event('create', webId)
    fake.answers.set('/events', Buffer.from(`${JSON.stringify(past)}\n`))
    link.connect()
    await feed.synced(ending.signal)
    const seen: SwarmEvent[] = []
    const watching = async (): Promise<void> => {
      for await (const each of feed.watchEvents(10, ending.signal)) seen.push(each)
    }
    void watching()
    await eventually(() => expect(seen).toHaveLength(1), 1000)
    fake.emit(past)
    fake.emit(event('remove', webId))
    await eventually(() => expect(seen.map((each) => each.text)).toEqual(['created', 'removed']), 2000)
  })
})
