// For tests: small objects as the models have them, with only what matters given.
import type { Network } from '../../shared/model/network.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import { countStates, emptyClusterState, keptTasks, type ClusterState } from './clusterState.ts'
import { serviceHealthOf } from './serviceHealth.ts'
import { taskPhaseOf } from './taskPhase.ts'

const at = '2026-01-31T10:00:00.000000000Z'

export const connected = {
  state: 'connected',
  since: at,
  via: 'socket',
  latencyMs: 1,
  engineVersion: '20.10.24',
  apiVersion: '1.41',
} as const

export function sampleNode(part: Partial<SwarmNode> = {}): SwarmNode {
  const id = part.id ?? 'node1'
  return {
    id,
    version: 1,
    hostname: id,
    role: part.manager ? 'manager' : 'worker',
    availability: 'active',
    state: 'ready',
    message: '',
    address: '10.0.0.1',
    manager: null,
    engineVersion: '20.10.24',
    os: 'linux',
    architecture: 'x86_64',
    nanoCpus: 2e9,
    memoryBytes: 1024,
    labels: {},
    engineLabels: {},
    plugins: [],
    createdAt: at,
    updatedAt: at,
    ...part,
  }
}

export const sampleManager = (id: string, reachable = true, leader = false): SwarmNode =>
  sampleNode({
    id,
    role: 'manager',
    manager: { leader, reachability: reachable ? 'reachable' : 'unreachable', address: '10.0.0.1:2377' },
  })

export function sampleService(part: Partial<Service> = {}): Service {
  const service = {
    id: part.name ?? 'web',
    version: 1,
    name: 'web',
    stack: null,
    image: 'web:1.0',
    mode: { kind: 'replicated', replicas: part.desired ?? 1 } as const,
    running: 1,
    desired: 1,
    completed: 0,
    update: { state: 'none', message: '', startedAt: null, completedAt: null } as const,
    ports: [],
    networks: [],
    constraints: [],
    labels: {},
    canRollBack: false,
    reason: null,
    createdAt: at,
    updatedAt: at,
    ...part,
  }
  return { ...service, health: part.health ?? serviceHealthOf(service) }
}

export function sampleTask(part: Partial<Task> = {}): Task {
  const state = part.state ?? 'running'
  const desiredState = part.desiredState ?? 'running'
  return {
    id: 'task1',
    version: 1,
    name: 'web.1',
    serviceId: 'web',
    slot: 1,
    nodeId: 'node1',
    message: '',
    error: null,
    exitCode: null,
    containerId: 'c1',
    image: 'web:1.0',
    since: at,
    createdAt: at,
    ...part,
    state,
    desiredState,
    phase: taskPhaseOf(state, desiredState),
  }
}

export const sampleNetwork = (part: Partial<Network> = {}): Network => ({
  id: 'net1',
  name: 'net1',
  driver: 'overlay',
  scope: 'swarm',
  ingress: false,
  internal: false,
  attachable: false,
  encrypted: false,
  subnets: [],
  stack: null,
  labels: {},
  createdAt: at,
  ...part,
})

/** A synced picture of these objects. */
export function sampleState(parts: {
  nodes?: readonly SwarmNode[]
  services?: readonly Service[]
  tasks?: readonly Task[]
  networks?: readonly Network[]
}): ClusterState {
  const byId = <T extends { readonly id: string }>(list: readonly T[] = []): Map<string, T> =>
    new Map(list.map((each) => [each.id, each]))
  const tasks = parts.tasks ?? []
  const byService = Map.groupBy(tasks, (task) => task.serviceId)
  return {
    ...emptyClusterState(connected),
    synced: true,
    asOf: '2026-01-31T10:00:00.000Z',
    nodes: byId(parts.nodes),
    services: byId(parts.services),
    networks: byId(parts.networks),
    tasks: byId([...byService.values()].flatMap((own) => keptTasks(own))),
    taskStates: new Map([...byService].map(([id, own]) => [id, countStates(own)])),
  }
}
