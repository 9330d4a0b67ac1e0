// Records are fed with real answers of Engine 20.10, captured from a swarm of three, and with variants that newer or older
// engines send.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { network } from '../../../shared/model/network.ts'
import { swarmNode } from '../../../shared/model/node.ts'
import { service } from '../../../shared/model/service.ts'
import { task } from '../../../shared/model/task.ts'
import { clusterInfo, swarmEvent } from '../../../shared/model/cluster.ts'
import { checkManager, normalizeClusterInfo } from './clusterRecord.ts'
import { normalizeEvent } from './eventRecord.ts'
import events from './fixtures/events.json' with { type: 'json' }
import info from './fixtures/info.json' with { type: 'json' }
import networks from './fixtures/networks.json' with { type: 'json' }
import nodes from './fixtures/nodes.json' with { type: 'json' }
import services from './fixtures/services.json' with { type: 'json' }
import swarm from './fixtures/swarm.json' with { type: 'json' }
import tasks from './fixtures/tasks.json' with { type: 'json' }
import { normalizeNetwork } from './networkRecord.ts'
import { normalizeNode } from './nodeRecord.ts'
import { normalizeService, serviceHead } from './serviceRecord.ts'
import { normalizeTask } from './taskRecord.ts'

const byName = (name: string) => {
  const raw = services.find((each) => each.Spec.Name === name)
  return normalizeService(raw)
}
const models = services.map(normalizeService)
const names = {
  service: (id: string) => models.find((each) => each.id === id),
  nodeName: (id: string) => nodes.find((each) => each.ID === id)?.Description.Hostname,
}
const tasksOf = (name: string) =>
  tasks
    .map((raw) => normalizeTask(raw, names))
    .filter((each) => each !== null)
    .filter((each) => each.serviceId === byName(name).id)
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
  return 'nothing'
}

describe('every captured answer', () => {
  it('becomes a value of its model', () => {
    for (const raw of nodes) swarmNode.parse(normalizeNode(raw))
    for (const raw of services) service.parse(normalizeService(raw))
    for (const raw of tasks) task.parse(normalizeTask(raw, names))
    for (const raw of networks) network.parse(normalizeNetwork(raw))
    for (const raw of events) swarmEvent.parse(normalizeEvent(raw))
    clusterInfo.parse(normalizeClusterInfo(info, swarm, '1.41'))
  })
})

describe('a service', () => {
  it('has its mode, counts, host port and stack', () => {
    expect(byName('read_web')).toMatchObject({
      stack: 'readst',
      mode: { kind: 'replicated', replicas: 3 },
      desired: 3,
      ports: [{ published: null, target: 80, protocol: 'tcp', mode: 'host' }],
    })
    expect(byName('read_web').networks).toHaveLength(1)
    expect(byName('read_con').constraints).toEqual(['node.labels.disk==ssd'])
  })

  it('that is a finished job is complete, whatever the engine goes on to desire', () => {
    expect(byName('read_job')).toMatchObject({
      mode: { kind: 'replicated-job', total: 3, concurrent: 2 },
      health: 'complete',
      desired: 0,
      completed: 3,
    })
    expect(byName('read_gjob')).toMatchObject({ mode: { kind: 'global-job' }, health: 'complete' })
  })

  it('that is scaled to 0 is stopped', () => expect(byName('read_zero').health).toBe('stopped'))

  it('reads its update and whether it can be rolled back', () => {
    const raw = services.find((each) => each.Spec.Name === 'read_web')
    const update = {
      State: 'rollback_paused',
      Message: 'rollback paused',
      StartedAt: '2026-01-01T00:00:00Z',
      CompletedAt: '0001-01-01T00:00:00Z',
    }
    const read = normalizeService({ ...raw, UpdateStatus: update, PreviousSpec: { Name: 'read_web' } })
    expect(read).toMatchObject({
      health: 'paused',
      canRollBack: true,
      update: { state: 'rollback_paused', startedAt: '2026-01-01T00:00:00Z', completedAt: null },
    })
  })

  it('needs nothing but what is always there, and takes words it does not know', () => {
    const bare = {
      ID: 's1',
      Spec: { Name: 'x', TaskTemplate: { Runtime: 'wasm' } },
      UpdateStatus: { State: 'new' },
    }
    expect(normalizeService(bare)).toMatchObject({
      image: '',
      mode: { kind: 'replicated', replicas: 1 },
      running: 0,
      update: { state: 'none' },
      labels: {},
    })
  })

  it('tells a change by version or counts', () => {
    const raw = { ID: 's1', Version: { Index: 7 }, ServiceStatus: { RunningTasks: 1, DesiredTasks: 2 } }
    expect(serviceHead(raw)).toEqual({ id: 's1', mark: '7/1/2/0' })
    expect(serviceHead({ ID: 's1' }).mark).toBe('0/0/0/0')
  })

  it('that is none is refused with the field', () => {
    expect(codeOf(() => normalizeService({ Spec: {} }))).toBe('engine.failed')
    expect(codeOf(() => normalizeService('nonsense'))).toBe('engine.failed')
  })
})

describe('a task', () => {
  it('is named after its service and slot, or its node where it is global', () => {
    expect(tasksOf('read_web').every((each) => /^read_web\.[123]$/.test(each.name))).toBe(true)
    const global = tasksOf('read_global').map((each) => each.name)
    expect(global.sort()).toEqual(['read_global.node1', 'read_global.node2', 'read_global.node3'])
  })

  it('of a job has slot 0, which the engine leaves out', () => {
    expect(tasksOf('read_job').map((each) => each.slot)).toContain(0)
  })

  it('keeps the engine’s error untouched and its exit code', () => {
    expect(tasksOf('read_crash').find((each) => each.phase === 'failed')).toMatchObject({
      error: 'task: non-zero exit (3)',
      exitCode: 3,
    })
    expect(tasksOf('read_con')[0]).toMatchObject({
      phase: 'pending',
      nodeId: null,
      containerId: null,
      exitCode: null,
      error: 'no suitable node (scheduling constraints not satisfied on 3 nodes)',
    })
  })

  it('with generic resources and without a status is read all the same', () => {
    const raw = {
      ID: 't1',
      ServiceID: byName('read_web').id,
      DesiredState: 'running',
      GenericResources: [{ DiscreteResourceSpec: { Kind: 'gpu', Value: 2 } }],
    }
    expect(normalizeTask(raw, names)).toMatchObject({ state: 'new', phase: 'pending', name: 'read_web' })
  })

  it('that attaches a plain container to a network belongs to no service', () => {
    expect(normalizeTask({ ID: 't1', DesiredState: 'running' }, names)).toBeNull()
  })
})

describe('a node', () => {
  it('is a manager or a worker with its machine', () => {
    const [first] = nodes.map(normalizeNode).filter((each) => each.role === 'manager')
    expect(first).toMatchObject({
      hostname: 'node1',
      state: 'ready',
      os: 'linux',
      manager: { leader: true, reachability: 'reachable' },
    })
    expect(first?.plugins).toContainEqual({ type: 'Network', name: 'overlay' })
  })

  it('that has not reported yet has no description', () => {
    expect(normalizeNode({ ID: 'n1', Spec: { Role: 'worker', Availability: 'active' } })).toMatchObject({
      hostname: '',
      state: 'unknown',
      manager: null,
      nanoCpus: 0,
    })
  })
})

describe('a network', () => {
  it('has its scope, subnets and stack', () => {
    expect(networks.map(normalizeNetwork).find((each) => each.name === 'read_net')).toMatchObject({
      scope: 'swarm',
      driver: 'overlay',
      attachable: true,
      encrypted: false,
      subnets: ['10.0.1.0/24'],
      stack: 'readst',
    })
  })

  it('is encrypted where the option is there, even empty', () => {
    expect(normalizeNetwork({ Id: 'n', Name: 'n', Options: { encrypted: '' } }).encrypted).toBe(true)
  })
})

describe('an event in words', () => {
  const words = events.map(normalizeEvent).map(({ type, text, tone }) => `${type} ${text} (${tone})`)
  it.each([
    'service image set to registry.lab:5000/web:2.0 (busy)',
    'service update started (busy)',
    'service scaled from 2 to 3 (busy)',
    'service rollback started, image set to registry.lab:5000/web:1.0 (warn)',
    'service created (ok)',
    'service removed (idle)',
    'node paused for new tasks (hold)',
    'node set to active (ok)',
    'node updated (idle)',
    'secret created (ok)',
    'config removed (idle)',
    'network created (ok)',
  ])('%s', (expected) => expect(words).toContain(expected))

  it('tells a node that goes down and a manager out of reach', () => {
    const event = (attributes: object) =>
      normalizeEvent({ Type: 'node', Action: 'update', Actor: { ID: 'n1', Attributes: attributes } })
    expect(event({ name: 'node3', 'state.new': 'down', 'state.old': 'ready' })).toMatchObject({
      text: 'is down',
      tone: 'bad',
      actorName: 'node3',
    })
    expect(event({ 'reachability.new': 'unreachable', 'role.new': 'manager' }).text).toBe(
      'promoted to manager, is out of reach as manager',
    )
  })

  it('has a time and an id of its own', () => {
    const ids = new Set(events.map((raw) => normalizeEvent(raw).id))
    expect(ids.size).toBe(events.length)
    expect(normalizeEvent({ Type: 'service', Action: 'create', time: 1700000000 }).at).toBe(
      '2023-11-14T22:13:20.000Z',
    )
  })
})

describe('the cluster', () => {
  const swarmState = (part: object) => ({ ...info, Swarm: { ...info.Swarm, ...part } })
  it('is told by a manager', () => {
    expect(() => checkManager(info)).not.toThrow()
    expect(normalizeClusterInfo(info, swarm, '1.41')).toMatchObject({
      nodeName: 'node1',
      managers: 1,
      nodes: 3,
      subnetSize: 24,
      dataPathPort: 4789,
      taskHistory: 5,
      autolock: false,
      defaultAddressPool: [],
    })
  })

  it.each([
    ['swarm.none', { LocalNodeState: 'inactive' }],
    ['swarm.locked', { LocalNodeState: 'locked' }],
    ['swarm.notManager', { ControlAvailable: false }],
    ['swarm.noQuorum', { Error: 'rpc error: code = Unknown desc = The swarm does not have a leader.' }],
    ['swarm.noQuorum', { LocalNodeState: 'pending', Error: 'context deadline exceeded' }],
    ['engine.failed', { LocalNodeState: 'error', Error: 'x509: certificate has expired' }],
  ])('is %s', (code, part) => expect(codeOf(() => checkManager(swarmState(part)))).toBe(code))

  it('of a worker names the managers to connect to', () => {
    const worker = swarmState({ ControlAvailable: false, RemoteManagers: [{ Addr: '10.77.0.11:2377' }] })
    expect(() => checkManager(worker)).toThrow(/managers are 10\.77\.0\.11:2377/)
  })
})
