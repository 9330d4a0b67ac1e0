// Objects for the renderer's unit tests: whole and valid, with only what a test is about spelled out.
import type { ClusterChange, ClusterHealth, HealthReason } from '../../shared/model/cluster.ts'
import type { Connection } from '../../shared/model/connection.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'

const at = '2026-01-01T10:00:00.000Z'

export const change = (part: Partial<ClusterChange>): ClusterChange => ({
  reset: false,
  synced: true,
  asOf: null,
  ...part,
})

export const node = (part: Partial<SwarmNode> = {}): SwarmNode => ({
  id: 'n1',
  version: 1,
  hostname: 'node1',
  role: 'worker',
  availability: 'active',
  state: 'ready',
  message: '',
  address: '10.0.0.1',
  manager: null,
  engineVersion: '28.5.2',
  os: 'linux',
  architecture: 'x86_64',
  nanoCpus: 4e9,
  memoryBytes: 16 * 2 ** 30,
  labels: {},
  engineLabels: {},
  plugins: [],
  createdAt: at,
  updatedAt: at,
  ...part,
})

export const service = (part: Partial<Service> = {}): Service => ({
  id: 's1',
  version: 1,
  name: 'web',
  stack: null,
  image: 'nginx:1.27',
  mode: { kind: 'replicated', replicas: 2 },
  running: 2,
  desired: 2,
  completed: 0,
  health: 'running',
  update: { state: 'none', message: '', startedAt: null, completedAt: null },
  ports: [],
  networks: [],
  constraints: [],
  labels: {},
  canRollBack: false,
  reason: null,
  createdAt: at,
  updatedAt: at,
  ...part,
})

export const task = (part: Partial<Task> = {}): Task => ({
  id: 't1',
  version: 1,
  name: 'web.1',
  serviceId: 's1',
  slot: 1,
  nodeId: 'n1',
  state: 'running',
  desiredState: 'running',
  phase: 'running',
  message: 'started',
  error: null,
  exitCode: null,
  containerId: null,
  image: 'nginx:1.27',
  since: at,
  createdAt: at,
  ...part,
})

export const reason = (part: Partial<HealthReason> = {}): HealthReason => ({
  severity: 'degraded',
  kind: 'serviceDegraded',
  text: 'web runs 1 of 2 replicas',
  because: null,
  link: { kind: 'service', id: 's1', name: 'web' },
  ...part,
})

export const health = (part: Partial<ClusterHealth> = {}): ClusterHealth => ({
  overall: 'healthy',
  reasons: [],
  ongoing: [],
  quorum: { managers: 3, reachable: 3, needed: 2 },
  asOf: at,
  ...part,
})

export const connection = (part: Partial<Connection> = {}): Connection => ({
  id: 'c1',
  name: 'prod',
  readOnly: false,
  endpoint: { kind: 'local', socket: '/var/run/docker.sock' },
  demo: false,
  address: 'unix:///var/run/docker.sock',
  secrets: 'none',
  createdAt: at,
  ...part,
})
