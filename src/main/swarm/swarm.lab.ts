// The read verbs, the live picture and logs on a real swarm over SSH, checked against the docker CLI.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogItem } from '../../shared/model/logLine.ts'
import type { Engine } from '../docker/engine.ts'
import { ClusterFeed } from './clusterFeed.ts'
import { listEvents } from './events.ts'
import { clusterInfo } from './info.ts'
import { eventually } from './lab/eventually.ts'
import { dockerCli, labConnection, noLab, registry } from './lab/labLink.ts'
import { readLogs } from './logs.ts'
import { listNetworks } from './networks.ts'
import { listNodes } from './nodes.ts'
import { getService, listServices } from './services.ts'
import { listServiceTasks } from './tasks.ts'

const { signal } = new AbortController()
const create = (name: string, ...args: string[]): Promise<string> =>
  dockerCli('service', 'create', '--quiet', '--detach', '--name', name, ...args)

describe.skipIf(noLab !== null)('a real swarm', () => {
  let link: ReturnType<typeof labConnection>
  let feed: ClusterFeed
  let engine: Engine

  beforeAll(async () => {
    link = labConnection()
    feed = new ClusterFeed(link, () => {})
    engine = await link.ready(AbortSignal.timeout(10_000))
    await removeAll()
    await create('lab-read-web', '--replicas', '2', `${registry}/web:1.0`)
    await create('lab-read-none', '--constraint', 'node.labels.disk==ssd', `${registry}/web:1.0`)
    await create('lab-read-tty', '-t', `${registry}/chatty:1.0`)
    await create('lab-read-crash', '--restart-delay', '1s', `${registry}/crash:1.0`)
    await create('lab-read-chatty', '--replicas', '2', '--env', 'RATE=1000', `${registry}/chatty:1.0`)
    await eventually(async () => {
      expect(await getService(engine, 'lab-read-web', signal)).toMatchObject({ running: 2 })
      expect(await getService(engine, 'lab-read-chatty', signal)).toMatchObject({ running: 2 })
      expect(await getService(engine, 'lab-read-tty', signal)).toMatchObject({ running: 1 })
    }, 40_000)
  })
  afterAll(async () => {
    if (noLab !== null) return
    feed.close()
    await link.close()
    await removeAll()
  })
  async function removeAll(): Promise<void> {
    const names = (await dockerCli('service', 'ls', '--quiet', '--filter', 'name=lab-read-')).split(/\s+/)
    const ids = names.filter((each) => each !== '')
    if (ids.length > 0) await dockerCli('service', 'rm', ...ids)
  }

  it('is listed as the docker CLI lists it', async () => {
    const nodes = await listNodes(engine, signal)
    const told = await dockerCli('node', 'ls', '--format', '{{.Hostname}} {{.Status}} {{.Availability}}')
    expect(nodes.map((n) => `${n.hostname} ${n.state} ${n.availability}`).sort()).toEqual(
      told.toLowerCase().split('\n').sort(),
    )
    const networks = await listNetworks(engine, signal)
    const names = await dockerCli(
      'network',
      'ls',
      '--no-trunc',
      '--format',
      '{{.Name}} {{.Driver}} {{.Scope}}',
    )
    expect(networks.map((n) => `${n.name} ${n.driver} ${n.scope}`).sort()).toEqual(names.split('\n').sort())
    expect(await clusterInfo(engine, signal)).toMatchObject({ nodeName: 'node1', nodes: nodes.length })
    const services = (await listServices(engine, signal)).filter((s) => s.name === 'lab-read-web')
    expect(services).toMatchObject([{ running: 2, desired: 2, health: 'running', reason: null }])
    const tasks = await listServiceTasks(engine, 'lab-read-web', signal)
    const ps = await dockerCli('service', 'ps', '--no-trunc', '--format', '{{.ID}}', 'lab-read-web')
    expect(tasks.map((each) => each.id).sort()).toEqual(ps.split('\n').sort())
  })

  it('tells in plain words why a service is not as asked', async () => {
    expect(await getService(engine, 'lab-read-none', signal)).toMatchObject({
      health: 'degraded',
      reason: { plain: 'No node meets its constraints (node.labels.disk==ssd)' },
    })
  })

  it('shows a change made by the docker CLI within 2 s', async () => {
    await feed.synced(signal)
    const find = () => [...feed.state.services.values()].find((each) => each.name === 'lab-read-web')
    await dockerCli('service', 'update', '--quiet', '--detach', '--label-add', 'lab=1', 'lab-read-web')
    await eventually(() => expect(find()?.labels).toHaveProperty('lab'), 2000)
    await dockerCli('service', 'scale', '--detach', 'lab-read-web=3')
    await eventually(() => {
      expect(find()?.desired).toBe(3)
      const id = find()?.id
      expect([...feed.state.tasks.values()].filter((each) => each.serviceId === id)).toHaveLength(3)
    }, 2000)
    await eventually(() => expect(find()?.running).toBe(3), 20_000)
    await dockerCli('network', 'create', '-d', 'overlay', 'lab-read-net')
    await eventually(() => {
      expect([...feed.state.networks.values()].map((each) => each.name)).toContain('lab-read-net')
    }, 2000)
    await dockerCli('network', 'rm', 'lab-read-net')
    await eventually(() => {
      expect([...feed.state.networks.values()].map((each) => each.name)).not.toContain('lab-read-net')
    }, 2000)
  })

  it('remembers its events in words', async () => {
    const events = await listEvents(engine, { limit: 300 }, signal)
    const of = events.filter((each) => each.actorName === 'lab-read-web').map((each) => each.text)
    expect(of).toContain('created')
    expect(of).toContain('scaled from 2 to 3')
  })

  it('gives past lines in time order, as many a task as asked for', async () => {
    const lines = (await readAll({ id: 'lab-read-chatty', tail: 200 })).flatMap(linesOf)
    const perTask = Map.groupBy(lines, (each) => each.taskId)
    expect([...perTask.values()].map((own) => own.length)).toEqual([200, 200])
    expect(lines.map((each) => each.at)).toEqual(lines.map((each) => each.at).sort())
    expect(lines.map((each) => each.seq)).toEqual(lines.map((_, i) => i))
  })

  it('follows 1000 lines a second of each task without losing or repeating one', async () => {
    const ending = new AbortController()
    const texts = new Map<string, number[]>()
    let live = false
    const started = Date.now()
    for await (const item of open({ id: 'lab-read-chatty', follow: true, tail: 50 }, ending.signal)) {
      live ||= item.kind === 'live'
      for (const { taskId, text } of linesOf(item)) {
        const number = Number(/^line (\d+)/.exec(text)?.[1])
        texts.set(taskId, [...(texts.get(taskId) ?? []), number])
      }
      if (Date.now() - started > 6000) ending.abort()
    }
    expect(live).toBe(true)
    expect(texts.size).toBe(2)
    for (const numbers of texts.values()) {
      expect(numbers.length).toBeGreaterThan(1000)
      const first = numbers[0] ?? 0
      expect(numbers.every((number, i) => number === first + i)).toBe(true)
    }
  })

  it('follows new tasks of a service whose tasks die, each line once', async () => {
    const ending = new AbortController()
    const byTask = new Map<string, number>()
    const timer = setTimeout(() => ending.abort(), 25_000)
    for await (const item of open({ id: 'lab-read-crash', follow: true, tail: 0 }, ending.signal)) {
      for (const line of linesOf(item)) {
        expect(line).toMatchObject({ stream: 'stderr', text: 'about to fail' })
        byTask.set(line.taskId, (byTask.get(line.taskId) ?? 0) + 1)
      }
      if (byTask.size >= 2) ending.abort()
    }
    clearTimeout(timer)
    expect([...byTask.values()]).toEqual([1, 1])
  })

  it('reads a terminal’s output, which has no frames', async () => {
    const lines = (await readAll({ id: 'lab-read-tty', tail: 5 })).flatMap(linesOf)
    expect(lines).toHaveLength(5)
    expect(lines[0]?.text).toMatch(/^line \d+ from [0-9a-f]+$/)
  })

  it('ends the log of a task that is done, even when followed', async () => {
    const tasks = await listServiceTasks(engine, 'lab-read-crash', signal)
    const done = tasks.find((each) => each.phase === 'failed')
    const target = { kind: 'task', id: done?.id ?? '' } as const
    const items: LogItem[] = []
    const query = { target, follow: true, tail: 'all', since: undefined } as const
    for await (const item of readLogs((s) => link.ready(s), query, signal)) items.push(item)
    expect(items.flatMap(linesOf).map((each) => each.text)).toEqual(['about to fail'])
  })

  it('has no log of a service that is not there', async () => {
    await expect(readAll({ id: 'lab-read-nope', tail: 5 })).rejects.toMatchObject({ code: 'engine.notFound' })
  })

  function open(
    { id, follow = false, tail }: { id: string; follow?: boolean; tail: number },
    until: AbortSignal,
  ): AsyncGenerator<LogItem> {
    const query = { target: { kind: 'service', id }, follow, tail, since: undefined } as const
    return readLogs((s) => link.ready(s), query, until)
  }
  async function readAll(query: { id: string; tail: number }): Promise<LogItem[]> {
    const items: LogItem[] = []
    for await (const item of open(query, signal)) items.push(item)
    return items
  }
})

const linesOf = (item: LogItem) => (item.kind === 'lines' ? item.lines : [])
