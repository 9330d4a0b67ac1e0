// Why a service is not as asked: engine texts are real ones of Engine 20.10, and of swarmkit's scheduler.
import { describe, expect, it } from 'vitest'
import { serviceReason } from './reason.ts'
import { sampleNode, sampleService, sampleTask } from './samples.ts'
import { schedulingInWords } from './schedulingInWords.ts'

const nodes = new Map([['node1', sampleNode({ id: 'node1', hostname: 'alpha' })]])
const now = Date.parse('2026-01-31T10:00:30Z')
const failed = (error: string, part: object = {}) =>
  sampleTask({ state: 'failed', desiredState: 'shutdown', error, ...part })
const plain = (error: string, part: object = {}): string | undefined =>
  serviceReason(sampleService({ running: 0 }), [failed(error, part)], nodes, now)?.plain

describe('the scheduler in plain words', () => {
  const service = sampleService({
    constraints: ['node.labels.disk==ssd'],
    ports: [{ published: 8080, target: 80, protocol: 'tcp', mode: 'host' }],
  })
  it.each([
    [
      'no suitable node (scheduling constraints not satisfied on 3 nodes)',
      'No node meets its constraints (node.labels.disk==ssd)',
    ],
    [
      'no suitable node (insufficient resources on 3 nodes)',
      'No node has the resources free that it reserves',
    ],
    ['no suitable node (host-mode port already in use on 3 nodes)', 'No node has port 8080 free'],
    ['no suitable node (3 nodes not available for new tasks)', 'Every node is drained, paused or down'],
    [
      'no suitable node (max replicas per node limit exceed)',
      'Every node that fits runs as many replicas as it may',
    ],
    [
      'no suitable node (unsupported platform on 2 nodes)',
      'Its image is built for no platform of these nodes',
    ],
    [
      'no suitable node (scheduling constraints not satisfied on 2 nodes; 1 node not available for new tasks)',
      'No node fits: 2 do not meet its constraints (node.labels.disk==ssd), 1 is drained, paused or down',
    ],
    ['no suitable node (something new on 1 node)', 'No node can take the task'],
    ['no suitable node', 'No node can take the task'],
  ])('%s', (engine, words) => expect(schedulingInWords(engine, service)).toBe(words))
})

describe('the reason of a service', () => {
  it.each([
    ['No such image: registry.lab:5000/nope:9.9', 'The image cannot be pulled: web:1.0'],
    [
      'pull access denied for web, repository does not exist or may require docker login',
      'The image cannot be pulled: web:1.0',
    ],
    [
      'task: non-zero exit (137): dockerexec: unhealthy container',
      'Its health check fails, so the engine stops it',
    ],
    [
      'invalid mount config for type "bind": bind source path does not exist: /nope',
      'A mount fails: /nope does not exist on alpha',
    ],
    [
      'starting container failed: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/nonexistent": stat /nonexistent: no such file or directory: unknown',
      'Its command /nonexistent is not in the image',
    ],
    [
      'starting container failed: driver failed programming external connectivity on endpoint: Bind for 0.0.0.0:8080 failed: port is already allocated',
      'A port it publishes is taken on alpha',
    ],
    ['task: non-zero exit (3)', 'Exits with code 3 right after start'],
    ['task: non-zero exit (137)', 'Exits with code 137 (killed, often for want of memory) right after start'],
    ['something unheard of', 'It fails on alpha'],
  ])('puts "%s" in plain words', (engine, words) => {
    const reason = serviceReason(sampleService({ running: 0 }), [failed(engine)], nodes, now)
    expect(reason).toEqual({ plain: words, engine })
  })

  it('does not say right after start of a task that ran for a while', () => {
    expect(plain('task: non-zero exit (1)', { createdAt: '2026-01-31T09:00:00Z' })).toBe('Exits with code 1')
  })

  it('counts the failures of the last minute, not older ones', () => {
    const tasks = ['10:00:20', '10:00:10', '09:59:40', '09:50:00'].map((time, i) =>
      failed('task: non-zero exit (3)', {
        id: `t${i}`,
        createdAt: `2026-01-31T${time}Z`,
        since: `2026-01-31T${time}Z`,
      }),
    )
    expect(serviceReason(sampleService({ running: 0 }), tasks, nodes, now)?.plain).toBe(
      'Exits with code 3 right after start; 3 failures in the last minute',
    )
  })

  it('is not a failure of a replica that runs again', () => {
    const tasks = [
      sampleTask({ id: 'new' }),
      failed('task: non-zero exit (3)', { id: 'old' }),
      sampleTask({ id: 'stuck', slot: 2, state: 'pending', nodeId: null, error: 'no suitable node' }),
    ]
    const service = sampleService({ running: 1, desired: 2 })
    expect(serviceReason(service, tasks, nodes, now)?.plain).toBe('No node can take the task')
  })

  it('is null where the service is as asked, even if a task failed before', () => {
    expect(serviceReason(sampleService(), [failed('task: non-zero exit (3)')], nodes, now)).toBeNull()
  })

  it('says what is on its way where nothing failed', () => {
    const service = sampleService({ running: 0, desired: 2 })
    const tasks = [sampleTask({ state: 'preparing' }), sampleTask({ id: 'b', slot: 2, state: 'starting' })]
    expect(serviceReason(service, tasks, nodes, now)).toEqual({ plain: '2 tasks are starting', engine: null })
  })

  it('keeps the message of a paused update and adds the cause', () => {
    const message = 'update paused due to failure or early termination of task t1'
    const update = { state: 'paused', message, startedAt: null, completedAt: null } as const
    const reason = serviceReason(
      sampleService({ update }),
      [failed('task: non-zero exit (3)', { slot: 2 })],
      nodes,
      now,
    )
    expect(reason).toEqual({
      plain: 'The update is paused: exits with code 3 right after start',
      engine: message,
    })
    const back = { ...update, state: 'rollback_paused', message: '' } as const
    expect(serviceReason(sampleService({ update: back }), [], nodes, now)).toEqual({
      plain: 'The rollback is paused',
      engine: null,
    })
  })
})
