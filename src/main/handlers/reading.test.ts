// The read handlers over an engine of their own: fresh lists, figures from the live picture, streams that connect first.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { ClusterFeed } from '../swarm/clusterFeed.ts'
import { fakeEngine, FakeLink, type FakeEngine } from '../swarm/fakeEngine.ts'
import info from '../swarm/records/fixtures/info.json' with { type: 'json' }
import networks from '../swarm/records/fixtures/networks.json' with { type: 'json' }
import nodes from '../swarm/records/fixtures/nodes.json' with { type: 'json' }
import services from '../swarm/records/fixtures/services.json' with { type: 'json' }
import swarm from '../swarm/records/fixtures/swarm.json' with { type: 'json' }
import tasks from '../swarm/records/fixtures/tasks.json' with { type: 'json' }
import { clusterHandlers, type ReadClusters } from './cluster.ts'
import { logsHandlers } from './logs.ts'
import { nodesHandlers } from './nodes.ts'
import { servicesHandlers } from './services.ts'
import { stacksHandlers } from './stacks.ts'

const connectionId = 'c1'
let fake: FakeEngine
let feed: ClusterFeed
let ending: AbortController
let clusters: ReadClusters
const context = () => ({ signal: ending.signal, caller: { via: 'desktop', user: 'tester' } as const })

beforeEach(async () => {
  const web = services.find((each) => each.Spec.Name === 'read_web')
  fake = await fakeEngine({
    '/info': info,
    '/swarm': swarm,
    '/nodes': nodes,
    '/services': services,
    '/services/read_web': web,
    '/networks': networks,
    '/tasks': tasks,
  })
  const link = new FakeLink(fake.engine)
  feed = new ClusterFeed(link, () => {})
  ending = new AbortController()
  clusters = {
    engine: async (id) => {
      if (id !== connectionId) throw new AppError('connection.notFound', 'There is no such connection.')
      if (link.state.state !== 'connected') link.connect()
      return fake.engine
    },
    get: () => {
      if (link.state.state !== 'connected') link.connect()
      return { feed }
    },
  }
})
afterEach(async () => {
  ending.abort()
  feed.close()
  await fake.close()
})

describe('the read handlers', () => {
  it('connect on first use and answer figures and health from the live picture', async () => {
    const handlers = clusterHandlers(clusters)
    expect(await handlers.statistics({ connectionId }, context())).toMatchObject({
      nodes: { total: 3 },
      services: { total: services.length },
    })
    expect((await handlers.health({ connectionId }, context())).overall).toBe('critical')
    expect(fake.requests.filter((each) => each === '/tasks')).toHaveLength(1)
  })

  it('read lists and single things afresh', async () => {
    expect(await nodesHandlers(clusters).list({ connectionId }, context())).toHaveLength(3)
    expect(await servicesHandlers(clusters).list({ connectionId }, context())).toHaveLength(services.length)
    const one = { connectionId, service: 'read_web' }
    expect(await servicesHandlers(clusters).get(one, context())).toMatchObject({ name: 'read_web' })
    expect(await servicesHandlers(clusters).inspect(one, context())).toHaveProperty('Spec.TaskTemplate')
    expect(await stacksHandlers(clusters).list({ connectionId }, context())).toMatchObject([
      { name: 'readst', services: 1, networks: ['read_net'] },
    ])
    expect(await clusterHandlers(clusters).networks({ connectionId }, context())).toHaveLength(
      networks.length,
    )
  })

  it('stream the figures and the tasks of a service', async () => {
    for await (const figures of clusterHandlers(clusters).watchStatistics({ connectionId }, context())) {
      expect(figures.nodes.total).toBe(3)
      break
    }
    const query = { connectionId, service: 'read_web' }
    for await (const list of servicesHandlers(clusters).watchTasks(query, context())) {
      expect(list.map((each) => each.serviceId)).toContain(
        services.find((each) => each.Spec.Name === 'read_web')?.ID,
      )
      break
    }
  })

  it('pass on why there is no engine', async () => {
    const nowhere = { connectionId: 'c2' }
    await expect(nodesHandlers(clusters).list(nowhere, context())).rejects.toMatchObject({
      code: 'connection.notFound',
    })
    const query = { ...nowhere, target: { kind: 'service', id: 'x' }, follow: false, tail: 10 } as const
    const log = logsHandlers(clusters).read(query, context())[Symbol.asyncIterator]()
    await expect(log.next()).rejects.toMatchObject({ code: 'connection.notFound' })
    const events = clusterHandlers(clusters).watchEvents({ ...nowhere, limit: 1 }, context())
    await expect(events[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'connection.notFound' })
  })
})
