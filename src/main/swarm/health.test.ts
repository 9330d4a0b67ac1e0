// Health is judged from the picture alone, so each case is a small picture.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { clusterHealth } from './health.ts'
import { sampleManager, sampleNode, sampleService, sampleState, sampleTask } from './samples.ts'

const kinds = (list: readonly { kind: string }[]): string[] => list.map((each) => each.kind)
const updating = {
  state: 'updating',
  message: 'update in progress',
  startedAt: null,
  completedAt: null,
} as const

describe('the health of a cluster', () => {
  it('is healthy where all runs as asked, services scaled to 0 and complete jobs included', () => {
    const health = clusterHealth(
      sampleState({
        nodes: [sampleManager('m1', true, true), sampleNode({ id: 'w1' })],
        services: [
          sampleService(),
          sampleService({ name: 'off', running: 0, desired: 0, mode: { kind: 'replicated', replicas: 0 } }),
          sampleService({
            name: 'job',
            running: 0,
            desired: 0,
            completed: 3,
            mode: { kind: 'replicated-job', total: 3, concurrent: 1 },
          }),
        ],
      }),
    )
    expect(health).toMatchObject({
      overall: 'healthy',
      reasons: [],
      ongoing: [],
      quorum: { managers: 1, reachable: 1, needed: 1 },
    })
  })

  it('is critical once fewer managers answer than a majority', () => {
    const managers = [sampleManager('m1', true, true), sampleManager('m2', false), sampleManager('m3', false)]
    const health = clusterHealth(sampleState({ nodes: managers }))
    expect(health.overall).toBe('critical')
    expect(health.reasons[0]).toMatchObject({ kind: 'quorumLost', because: '1 of 3 answer, 2 are needed' })
  })

  it('is critical where the manager itself says that there is no quorum, whatever was read before', () => {
    const problem = new AppError('swarm.noQuorum', 'no leader').toData()
    const state = { ...sampleState({ nodes: [sampleManager('m1')] }), problem }
    expect(kinds(clusterHealth(state).reasons)).toEqual(['quorumLost'])
  })

  it('is degraded where no further manager may fail, and names the one out of reach', () => {
    const managers = [sampleManager('m1', true, true), sampleManager('m2'), sampleManager('m3', false)]
    const health = clusterHealth(sampleState({ nodes: managers }))
    expect(health.overall).toBe('degraded')
    expect(kinds(health.reasons)).toEqual(['quorumTight', 'managerUnreachable'])
    expect(health.reasons[1]).toMatchObject({ link: { kind: 'node', id: 'm3' } })
  })

  it('does not call two healthy managers tight', () => {
    expect(clusterHealth(sampleState({ nodes: [sampleManager('m1'), sampleManager('m2')] })).overall).toBe(
      'healthy',
    )
  })

  it('is degraded by a node that is down and says why', () => {
    const down = sampleNode({ id: 'w1', state: 'down', message: 'heartbeat failure' })
    expect(clusterHealth(sampleState({ nodes: [sampleManager('m1'), down] }))).toMatchObject({
      overall: 'degraded',
      reasons: [{ kind: 'nodeDown', text: 'w1 is down', because: 'heartbeat failure' }],
    })
  })

  it('takes drained and paused nodes as done on purpose', () => {
    const nodes = [
      sampleManager('m1'),
      sampleNode({ id: 'w1', availability: 'drain' }),
      sampleNode({ id: 'w2', availability: 'pause' }),
    ]
    const health = clusterHealth(sampleState({ nodes }))
    expect(health.overall).toBe('healthy')
    expect(kinds(health.ongoing)).toEqual(['nodeDraining', 'nodePaused'])
  })

  it('is degraded where a service runs fewer than asked', () => {
    const reason = { plain: 'No node has port 80 free', engine: 'no suitable node' }
    const service = sampleService({ running: 2, desired: 3, reason })
    expect(clusterHealth(sampleState({ services: [service] }))).toMatchObject({
      overall: 'degraded',
      reasons: [
        { kind: 'serviceDegraded', text: 'web runs 2 of 3 replicas', because: 'No node has port 80 free' },
      ],
    })
  })

  it('is critical where a service that should run has nothing running, and puts that first', () => {
    const services = [
      sampleService({ running: 1, desired: 2 }),
      sampleService({ name: 'db', running: 0, desired: 1 }),
    ]
    const health = clusterHealth(sampleState({ services }))
    expect(health.overall).toBe('critical')
    expect(health.reasons.map((each) => each.text)).toEqual([
      'db runs none of 1 replica',
      'web runs 1 of 2 replicas',
    ])
  })

  it('waits for a service that is only starting', () => {
    const service = sampleService({ running: 0, desired: 1 })
    const tasks = [sampleTask({ state: 'preparing' })]
    const health = clusterHealth(sampleState({ services: [service], tasks }))
    expect(health.overall).toBe('healthy')
    expect(health.ongoing[0]?.text).toBe('web is starting 1 of 1')
  })

  it('does not wait for a service that starts again and again', () => {
    const service = sampleService({ running: 0, desired: 1 })
    const tasks = [
      sampleTask({ id: 'a', state: 'ready', desiredState: 'ready' }),
      sampleTask({ id: 'b', state: 'failed', desiredState: 'shutdown', error: 'task: non-zero exit (3)' }),
    ]
    expect(clusterHealth(sampleState({ services: [service], tasks })).overall).toBe('critical')
  })

  it('takes an update as going on, but one that left nothing running as critical', () => {
    const going = sampleService({ running: 2, desired: 3, update: updating })
    const health = clusterHealth(sampleState({ services: [going] }))
    expect(health).toMatchObject({ overall: 'healthy', ongoing: [{ kind: 'serviceUpdating' }] })
    const failing = sampleService({ running: 0, desired: 1, update: updating })
    const tasks = [sampleTask({ state: 'failed', desiredState: 'shutdown' })]
    expect(clusterHealth(sampleState({ services: [failing], tasks })).overall).toBe('critical')
  })

  it('is degraded by a paused update even where all replicas run', () => {
    const service = sampleService({ update: { ...updating, state: 'paused', message: 'update paused' } })
    expect(clusterHealth(sampleState({ services: [service] }))).toMatchObject({
      overall: 'degraded',
      reasons: [{ kind: 'updatePaused', text: 'the update of web is paused' }],
    })
  })

  it('takes a rollback under way as going on', () => {
    const service = sampleService({ update: { ...updating, state: 'rollback_started' } })
    expect(kinds(clusterHealth(sampleState({ services: [service] })).ongoing)).toEqual(['rolledBack'])
  })

  it('never calls a job critical', () => {
    const job = sampleService({
      name: 'job',
      running: 0,
      desired: 1,
      mode: { kind: 'replicated-job', total: 1, concurrent: 1 },
    })
    const tasks = [sampleTask({ serviceId: 'job', state: 'failed', desiredState: 'shutdown' })]
    expect(clusterHealth(sampleState({ services: [job], tasks })).overall).toBe('degraded')
  })
})
