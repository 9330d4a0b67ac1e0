// The parts of the live picture: what changed, how changes merge, whose tasks are read next.
import { describe, expect, it } from 'vitest'
import { sampleNode, sampleService, sampleState, sampleTask } from '../samples.ts'
import { differences, mergeChanges, wholePicture } from './clusterChanges.ts'
import { keepSameById, keepSameList } from './keepSame.ts'
import { withServices, withTasks, type Picture } from './picture.ts'
import { Pulse } from './pulse.ts'
import { TaskAgenda } from './taskAgenda.ts'

const before = sampleState({ nodes: [sampleNode()], services: [sampleService()], tasks: [sampleTask()] })

describe('the differences between two pictures', () => {
  it('are none where only the time of reading differs', () => {
    expect(differences(before, { ...before, asOf: '2026-01-31T11:00:00.000Z' })).toBeNull()
  })

  it('hold only what changed and what is gone', () => {
    const node = sampleNode({ id: 'node2' })
    const after = { ...before, nodes: new Map([...before.nodes, [node.id, node]]), tasks: new Map() }
    const change = differences(before, after)
    expect(change).toMatchObject({ reset: false, nodes: [node], removed: { tasks: ['task1'] } })
    expect(change).not.toHaveProperty('services')
    expect(change).not.toHaveProperty('health')
  })

  it('hold the health where it changes', () => {
    const service = sampleService({ running: 0, desired: 1, health: 'degraded' })
    const after = { ...before, services: new Map([[service.id, service]]) }
    expect(differences(before, after)?.health?.overall).toBe('critical')
  })
})

describe('two changes that wait', () => {
  const change = { reset: false, synced: true, asOf: null }
  it('become one: the newer object, nothing that was removed, everything that came back', () => {
    const older = {
      ...change,
      tasks: [sampleTask(), sampleTask({ id: 'b' })],
      removed: { tasks: ['c', 'd'] },
    }
    const newer = { ...change, tasks: [sampleTask({ id: 'c' })], removed: { tasks: ['b'] } }
    const merged = mergeChanges(older, newer)
    expect(merged.tasks?.map((each) => each.id)).toEqual(['task1', 'c'])
    expect(merged.removed?.tasks?.sort()).toEqual(['b', 'd'])
  })

  it('keep a reset that has not been read, and what only the older one says', () => {
    const merged = mergeChanges(wholePicture(before), {
      ...change,
      services: [sampleService({ version: 2 })],
    })
    expect(merged.reset).toBe(true)
    expect(merged.services?.[0]?.version).toBe(2)
    expect(merged.nodes).toHaveLength(1)
    expect(merged.health?.overall).toBe('healthy')
  })

  it('are just the newer one where that begins afresh', () => {
    const fresh = wholePicture(before)
    expect(mergeChanges({ ...change, removed: { tasks: ['x'] } }, fresh)).toBe(fresh)
  })

  it('clear a problem that is over', () => {
    const problem = { code: 'swarm.locked', message: '', hint: '', retryable: false } as const
    expect(mergeChanges({ ...change, problem }, { ...change, problem: null }).problem).toBeNull()
  })
})

describe('a reading that repeats what is known', () => {
  it('gives the very same map and list', () => {
    const known = new Map([['node1', sampleNode()]])
    expect(keepSameById(known, [sampleNode()])).toBe(known)
    expect(keepSameById(known, [sampleNode({ state: 'down' })])).not.toBe(known)
    expect(keepSameById(known, [])).not.toBe(known)
    const list = [sampleTask()]
    expect(keepSameList(list, [sampleTask()])).toBe(list)
    expect(keepSameList(list, [sampleTask(), sampleTask({ id: 'b' })])[0]).toBe(list[0])
  })
})

describe('the picture', () => {
  const empty: Picture = { state: { ...before, services: new Map(), tasks: new Map() }, tasksOf: new Map() }
  it('explains a service from its tasks and forgets both together', () => {
    const service = sampleService({ running: 0, desired: 1 })
    const failure = sampleTask({
      state: 'rejected',
      desiredState: 'shutdown',
      error: 'No such image: web:1.0',
    })
    const shown = withServices(empty, [service], new Set(['web']), 0)
    const { picture, changed } = withTasks(shown, new Map([['web', [failure]]]), 0)
    expect([...changed]).toEqual(['web'])
    expect(picture.state.services.get('web')?.reason?.plain).toBe('The image cannot be pulled: web:1.0')
    expect([...picture.state.tasks.keys()]).toEqual(['task1'])
    const gone = withServices(picture, [], new Set(), 0)
    expect([gone.state.services.size, gone.state.tasks.size, gone.tasksOf.size]).toEqual([0, 0, 0])
  })

  it('keeps no more of a long history than the latest failure of a place where nothing runs', () => {
    const history = Array.from({ length: 50 }, (_, i) =>
      sampleTask({
        id: `t${i}`,
        slot: (i % 2) + 1,
        state: 'failed',
        desiredState: 'shutdown',
        since: `2026-01-31T10:00:${String(i).padStart(2, '0')}Z`,
      }),
    )
    const shown = withServices(empty, [sampleService({ running: 1, desired: 2 })], null, 0)
    const tasks = [sampleTask({ id: 'runs', slot: 1 }), ...history]
    const { picture } = withTasks(shown, new Map([['web', tasks]]), 0)
    expect([...picture.state.tasks.keys()].sort()).toEqual(['runs', 't49'])
    expect(picture.tasksOf.get('web')).toHaveLength(51)
  })

  it('is the very same where nothing changed', () => {
    const shown = withServices(empty, [sampleService()], null, 0)
    expect(withServices(shown, [sampleService()], new Set(['web']), 0)).toBe(shown)
  })
})

describe('whose tasks are read next', () => {
  const many = (count: number) =>
    new Map(
      Array.from({ length: count }, (_, i) => {
        const service = sampleService({ name: `s${i}`, running: 1, desired: 1 })
        return [service.id, service] as const
      }),
    )
  const settled = (id: string) => [sampleTask({ serviceId: id })]

  it('is one settled service a turn, each in its time', () => {
    const agenda = new TaskAgenda()
    const services = many(3)
    const read: string[] = []
    for (let turn = 1; turn <= 3; turn += 1) {
      for (const id of agenda.next(services, settled, turn * 1000)) {
        read.push(id)
        agenda.done(id, turn * 1000, false)
      }
    }
    expect(read.sort()).toEqual(['s0', 's1', 's2'])
  })

  it('is never the whole list, however much is unsettled', () => {
    const services = new Map(
      [...many(1000)].map(([id, service]) => [id, { ...service, running: 0, health: 'degraded' as const }]),
    )
    expect(new TaskAgenda().next(services, () => [], 10_000).length).toBeLessThanOrEqual(121)
  })

  it('is a service that changed or is on screen, each turn', () => {
    const agenda = new TaskAgenda()
    const services = many(10)
    for (const id of services.keys()) agenda.done(id, 10_000, false)
    agenda.touch('s7', 10_000)
    agenda.hold('s8')
    for (const now of [10_100, 11_100]) {
      const next = agenda.next(services, settled, now)
      expect(next).toEqual(expect.arrayContaining(['s7', 's8']))
      expect(next).toHaveLength(3)
    }
    agenda.release('s8')
    expect(agenda.isBusy(11_000)).toBe(true)
    expect(agenda.isBusy(20_000)).toBe(false)
  })

  it('is an unsettled service less often while nothing moves', () => {
    const agenda = new TaskAgenda()
    const service = sampleService({ running: 0, desired: 1 })
    const services = new Map([[service.id, service]])
    let readings = 0
    for (let now = 1_000; now <= 60_000; now += 1_000) {
      if (!agenda.next(services, () => [], now).includes('web')) continue
      readings += 1
      agenda.done('web', now, false)
    }
    expect(readings).toBeGreaterThan(10)
    expect(readings).toBeLessThan(25)
  })
})

describe('a wait', () => {
  it('ends at a beat, also one that came before it', async () => {
    const pulse = new Pulse()
    const { signal } = new AbortController()
    pulse.beat()
    await pulse.wait(60_000, signal)
    const waiting = pulse.wait(60_000, signal)
    pulse.beat()
    await waiting
  })

  it('ends when the signal aborts', async () => {
    const controller = new AbortController()
    const waiting = new Pulse().wait(60_000, controller.signal)
    controller.abort()
    await waiting
  })
})
