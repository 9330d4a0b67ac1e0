// Figures, stacks and the glance, counted from small pictures.
import { describe, expect, it } from 'vitest'
import { emptyClusterState } from './clusterState.ts'
import { glance } from './glance.ts'
import {
  connected,
  sampleManager,
  sampleNetwork,
  sampleNode,
  sampleService,
  sampleState,
  sampleTask,
} from './samples.ts'
import { summarize } from './stacks.ts'
import { clusterStatistics } from './statistics.ts'

const state = sampleState({
  nodes: [
    sampleManager('m1'),
    sampleNode({ id: 'w1', state: 'down' }),
    sampleNode({ id: 'w2', availability: 'drain' }),
    sampleNode({ id: 'w3', availability: 'pause' }),
  ],
  services: [
    sampleService({ stack: 'shop', running: 2, desired: 3 }),
    sampleService({ name: 'agent', mode: { kind: 'global' }, running: 4, desired: 4 }),
    sampleService({
      name: 'job',
      mode: { kind: 'replicated-job', total: 5, concurrent: 2 },
      running: 2,
      desired: 2,
    }),
  ],
  tasks: [
    sampleTask({ id: 'a' }),
    sampleTask({ id: 'b', slot: 2 }),
    sampleTask({ id: 'c', slot: 2, state: 'failed', desiredState: 'shutdown' }),
    sampleTask({ id: 'd', slot: 3, state: 'failed', desiredState: 'shutdown' }),
    sampleTask({ id: 'e', slot: 3, state: 'shutdown', desiredState: 'shutdown' }),
  ],
  networks: [sampleNetwork({ stack: 'old' }), sampleNetwork({ id: 'n2' })],
})

describe('the figures of a cluster', () => {
  it('count nodes by role, state and availability', () => {
    expect(clusterStatistics(state).nodes).toEqual({
      total: 4,
      ready: 3,
      down: 1,
      managers: 1,
      workers: 3,
      active: 2,
      paused: 1,
      drained: 1,
    })
  })

  it('count replicas of services that last, not those of jobs', () => {
    const { services, replicas } = clusterStatistics(state)
    expect(services).toEqual({ total: 3, replicated: 1, global: 1, jobs: 1 })
    expect(replicas).toEqual({ desired: 7, running: 6 })
  })

  it('count every task the engine remembers by its state, ended ones that the picture does not keep too', () => {
    expect(clusterStatistics(state).tasks).toEqual({
      total: 5,
      byState: { running: 2, failed: 2, shutdown: 1 },
    })
    expect([...state.tasks.keys()].sort()).toEqual(['a', 'b', 'd'])
  })

  it('count stacks that only a network is left of, and add up the machines', () => {
    expect(clusterStatistics(state)).toMatchObject({
      stacks: 2,
      networks: 2,
      nanoCpus: 8e9,
      memoryBytes: 4096,
    })
  })
})

describe('a cluster at a glance', () => {
  it('says nothing of a cluster that was never read', () => {
    expect(glance('c1', emptyClusterState(connected))).toMatchObject({
      connectionId: 'c1',
      overall: null,
      summary: null,
      figures: null,
    })
  })

  it('puts the two most serious findings on one line and counts the rest', () => {
    expect(glance('c1', state)).toMatchObject({
      overall: 'degraded',
      summary: 'w1 is down; web runs 2 of 3 replicas; and 2 more',
      figures: { nodes: 4, services: 3, running: 6, desired: 7, phases: { running: 2, failed: 1 } },
    })
  })

  it('says so where all is well', () => {
    expect(glance('c1', sampleState({})).summary).toBe('Runs everything as asked')
  })
})

describe('a stack', () => {
  it('is as its worst service and counts its replicas', () => {
    const services = [
      sampleService({ stack: 'shop', running: 3, desired: 3 }),
      sampleService({ name: 'db', stack: 'shop', running: 0, desired: 1, updatedAt: '2026-02-01T00:00:00Z' }),
      sampleService({ name: 'else', running: 0, desired: 9 }),
    ]
    const networks = [sampleNetwork({ name: 'shop_default', stack: 'shop' }), sampleNetwork({ id: 'n2' })]
    expect(summarize('shop', services, networks)).toEqual({
      name: 'shop',
      services: 2,
      running: 3,
      desired: 4,
      health: 'degraded',
      networks: ['shop_default'],
      updatedAt: '2026-02-01T00:00:00Z',
    })
  })
})
