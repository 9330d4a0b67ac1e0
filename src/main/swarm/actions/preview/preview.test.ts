// What the reader is told before each action, computed from small pictures of a swarm.
import { expect, test } from 'vitest'
import { action, type ActionInput } from '../../../../shared/model/action.ts'
import type { SwarmNode } from '../../../../shared/model/node.ts'
import type { Service } from '../../../../shared/model/service.ts'
import { serviceDraft } from '../../../../shared/model/serviceSpec.ts'
import type { Task } from '../../../../shared/model/task.ts'
import { rawSpec } from '../rawService.ts'
import { availabilityPreview, type NodeScene } from './availabilityPreview.ts'
import { fittingNodes, meetsConstraints } from './constraintMatch.ts'
import { createPreview } from './createPreview.ts'
import { labelsPreview } from './labelsPreview.ts'
import { removePreview } from './removePreview.ts'
import { scalePreview } from './scalePreview.ts'
import type { ServiceScene } from './scene.ts'
import { specChanges } from './specChanges.ts'
import { specFacts } from './specFacts.ts'
import { imagePreview, restartPreview, rollbackPreview } from './updatePreview.ts'

const node = (hostname: string, more: Partial<SwarmNode> = {}): SwarmNode => ({
  id: `id-${hostname}`,
  version: 1,
  hostname,
  role: 'worker',
  availability: 'active',
  state: 'ready',
  message: '',
  address: '',
  manager: null,
  engineVersion: '26.1',
  os: 'linux',
  architecture: 'x86_64',
  nanoCpus: 0,
  memoryBytes: 0,
  labels: {},
  engineLabels: {},
  plugins: [],
  createdAt: '',
  updatedAt: '',
  ...more,
})
const service = (name: string, more: Partial<Service> = {}): Service => ({
  id: `id-${name}`,
  version: 1,
  name,
  stack: null,
  image: 'web:1',
  mode: { kind: 'replicated', replicas: 3 },
  running: 3,
  desired: 3,
  completed: 0,
  health: 'running',
  update: { state: 'none', message: '', startedAt: null, completedAt: null },
  ports: [],
  networks: [],
  constraints: [],
  labels: {},
  canRollBack: false,
  reason: null,
  createdAt: '',
  updatedAt: '',
  ...more,
})
const task = (name: string, on: string | null, more: Partial<Task> = {}): Task => ({
  id: `id-${name}`,
  version: 1,
  name,
  serviceId: `id-${name.split('.')[0]}`,
  slot: Number(name.split('.')[1]),
  nodeId: on === null ? null : `id-${on}`,
  state: 'running',
  desiredState: 'running',
  phase: 'running',
  message: '',
  error: null,
  exitCode: null,
  containerId: null,
  image: '',
  since: '',
  createdAt: '',
  ...more,
})
const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((each) => [each.id, each]))

const spec = (more: Record<string, unknown> = {}, template: Record<string, unknown> = {}) =>
  rawSpec.parse({
    Name: 'web',
    TaskTemplate: { ContainerSpec: { Image: 'web:1' }, ...template },
    Mode: { Replicated: { Replicas: 3 } },
    ...more,
  })
function scene(
  more: Partial<ServiceScene> & { spec?: ReturnType<typeof spec>; previous?: ReturnType<typeof spec> } = {},
): ServiceScene {
  const own = more.service ?? service('web')
  return {
    service: own,
    raw: {
      ID: own.id,
      Version: { Index: 1 },
      Spec: more.spec ?? spec(),
      PreviousSpec: more.previous ?? null,
    },
    tasks: more.tasks ?? [task('web.1', 'node1'), task('web.2', 'node2'), task('web.3', 'node1')],
    nodes: more.nodes ?? byId([node('node1'), node('node2')]),
    services: more.services ?? byId([own]),
  }
}
const parsed = <K extends ActionInput['kind']>(input: Extract<ActionInput, { kind: K }>) =>
  action.parse(input)
function scale(replicas: number, of = scene(), from?: number) {
  const wish = parsed({
    kind: 'service.scale',
    service: 'web',
    replicas,
    ...(from === undefined ? {} : { from }),
  })
  if (wish.kind !== 'service.scale') throw new Error('not a scale')
  return scalePreview(wish, of)
}
const texts = ({ consequences }: { consequences: ReadonlyArray<{ text: string }> }) =>
  consequences.map(({ text }) => text)

test('scaling down says how many stop, where they are now, and that it can be taken back', () => {
  const seen = scale(1)
  expect(seen).toMatchObject({
    title: 'Scale web from 3 to 1?',
    destructive: true,
    typedName: null,
    note: 'Can be undone by scaling back to 3.',
  })
  expect(texts(seen)).toEqual(['2 tasks of 3 stop.', '1 task goes on.'])
  expect(seen.consequences[0]?.detail).toContain('web.1 on node1, web.2 on node2 and web.3 on node1')
})

test('scaling to zero says that it serves nothing, and on which ports', () => {
  const ports = [{ published: 8080, target: 80, protocol: 'tcp', mode: 'ingress' }] as const
  const seen = scale(0, scene({ service: service('web', { ports: [...ports] }) }))
  expect(seen.consequences[0]).toMatchObject({
    tone: 'bad',
    text: 'It serves nothing any more.',
    detail: 'Nobody answers on 8080/tcp.',
  })
  expect(texts(seen)[1]).toBe('All 3 tasks stop.')
})

test('scaling up names the nodes that fit and what is reserved', () => {
  const limited = spec(
    {},
    {
      Resources: { Reservations: { NanoCPUs: 5e8, MemoryBytes: 64 * 1024 ** 2 } },
      Placement: { Constraints: ['node.hostname==node2'] },
    },
  )
  const seen = scale(5, scene({ spec: limited }))
  expect(seen.destructive).toBe(false)
  expect(texts(seen)).toEqual(['2 tasks more start.', '1 of 2 nodes may take them (node.hostname==node2).'])
  expect(seen.consequences[0]?.detail).toBe(
    'Together they reserve 1 core and 128 MiB more; whether that is free shows when they are placed.',
  )
})

test('scaling up beyond what fits says so: no node, a host-mode port, a limit a node', () => {
  const nowhere = scene({
    nodes: byId([node('node1', { availability: 'drain' }), node('node2', { state: 'down' })]),
  })
  expect(texts(scale(4, nowhere))[1]).toBe('No node can take them now.')
  const ports: Service['ports'] = [{ published: 80, target: 80, protocol: 'tcp', mode: 'host' }]
  expect(texts(scale(4, scene({ service: service('web', { ports }) })))[1]).toBe('2 tasks will find no node.')
  expect(texts(scale(5, scene({ spec: spec({}, { Placement: { MaxReplicas: 2 } }) })))[1]).toBe(
    '1 task will find no node.',
  )
})

test('scaling to the same number changes nothing, an old number and a global service are refused', () => {
  expect(scale(3)).toMatchObject({ title: 'web runs 3 already', note: null })
  expect(() => scale(5, scene(), 2)).toThrow(
    expect.objectContaining({ code: 'engine.conflict', details: { was: 2, now: 3 } }),
  )
  expect(() => scale(5, scene({ spec: spec({ Mode: { Global: {} } }) }))).toThrow(
    expect.objectContaining({ code: 'input.invalid', field: 'replicas' }),
  )
})

test('an update says how many restart, at what pace, roughly how long, and what a failure does', () => {
  const wish = parsed({ kind: 'service.image', service: 'web', image: 'web:2' })
  if (wish.kind !== 'service.image') throw new Error('not an image')
  const slow = spec({
    UpdateConfig: { Parallelism: 1, Delay: 60e9, FailureAction: 'rollback', Order: 'start-first' },
  })
  const seen = imagePreview(wish, scene({ spec: slow }))
  expect(seen).toMatchObject({ title: 'Update web to web:2?', note: 'Can be undone with Roll back.' })
  expect(texts(seen)).toEqual([
    'Now it runs web:1.',
    '3 tasks restart, one at a time; about 2 min.',
    'If new tasks fail, the engine rolls back by itself.',
  ])
  expect(seen.consequences[1]?.detail).toMatch(/starts before the old one stops/)
})

test('where all stop at once, it says that nothing serves in between', () => {
  const all = spec({ UpdateConfig: { Parallelism: 0, FailureAction: 'continue' } })
  expect(texts(restartPreview(scene({ spec: all })))).toEqual([
    '3 tasks restart, all at once; about 10 s.',
    'It serves nothing in between.',
    'If new tasks fail, the update goes on all the same.',
  ])
  expect(texts(restartPreview(scene({ tasks: [] })))).toEqual(['No task runs, so none restarts.'])
})

test('a rollback says what it goes back to, without any value of a variable', () => {
  const previous = spec(
    { Mode: { Replicated: { Replicas: 2 } } },
    { ContainerSpec: { Image: 'web:0', Env: ['TOKEN=hunter1', 'GONE=1'] } },
  )
  const present = spec(
    { Labels: { a: 'b' } },
    { ContainerSpec: { Image: 'web:1', Env: ['TOKEN=hunter2', 'ADDED=1'] } },
  )
  const seen = rollbackPreview(scene({ spec: present, previous }))
  expect(texts(seen).slice(0, 4)).toEqual([
    'Image: web:0',
    'Replicas: 2',
    '3 variables change.',
    'Also changes: labels.',
  ])
  expect(JSON.stringify(seen)).not.toMatch(/hunter/)
  expect(() => rollbackPreview(scene())).toThrow(
    expect.objectContaining({ code: 'input.invalid', field: 'service' }),
  )
  expect(specChanges(present, present)).toEqual([])
})

test('a removal asks for the name and says what goes and what stays', () => {
  const mounts = [{ Type: 'volume', Source: 'db-data', Target: '/data' }]
  const own = service('web', {
    stack: 'shop',
    ports: [{ published: 80, target: 80, protocol: 'tcp', mode: 'ingress' }],
  })
  const seen = removePreview(
    scene({ service: own, spec: spec({}, { ContainerSpec: { Image: 'web:1', Mounts: mounts } }) }),
  )
  expect(seen).toMatchObject({ typedName: 'web', destructive: true, note: 'Cannot be undone.' })
  expect(texts(seen)).toEqual([
    '3 tasks stop.',
    'Port 80/tcp closes.',
    'Its earlier version goes too.',
    'It belongs to stack shop.',
    'Its volume db-data stays, with the data.',
  ])
})

test('creating warns of a taken name and port, a missing network and no room', () => {
  const known = {
    nodes: byId([node('node1'), node('node2')]),
    services: byId([
      service('web', { ports: [{ published: 80, target: 80, protocol: 'tcp', mode: 'ingress' }] }),
    ]),
    networks: new Map(),
  }
  const draft = serviceDraft.parse({
    name: 'web',
    image: 'nginx',
    mode: { kind: 'replicated', replicas: 5 },
    ports: [{ published: 80, target: 80 }],
    networks: ['back'],
    maxPerNode: 2,
  })
  expect(texts(createPreview(draft, known))).toEqual([
    'There is a service named web already.',
    '5 tasks start.',
    'Only 4 of 5 find a node.',
    'Port 80/tcp is published by web already.',
    'There is no network back in the swarm.',
    'Image nginx:latest.',
  ])
})

function nodeScene(more: Partial<NodeScene> = {}): NodeScene {
  const nodes =
    more.nodes ??
    byId([
      node('node1', { role: 'manager', manager: { leader: true, reachability: 'reachable', address: '' } }),
      node('node2'),
      node('node3'),
    ])
  return {
    node: nodes.get('id-node3') ?? node('node3'),
    tasks: [],
    nodes,
    services: byId([service('web'), service('db'), service('agent', { mode: { kind: 'global' } })]),
    peers: new Map(),
    facts: new Map([['id-web', specFacts(spec())]]),
    ...more,
  }
}
function set(availability: 'active' | 'pause' | 'drain', of = nodeScene()) {
  const wish = parsed({ kind: 'node.availability', node: 'node3', availability })
  if (wish.kind !== 'node.availability') throw new Error('not an availability')
  return availabilityPreview(wish, of)
}

test('a drain says which tasks move, which find no other place and what stays behind', () => {
  const pinned = spec(
    {},
    {
      ContainerSpec: { Image: 'db', Mounts: [{ Type: 'volume', Source: 'pg', Target: '/d' }] },
      Placement: { Constraints: ['node.hostname==node3'] },
    },
  )
  const withVolume = spec(
    {},
    { ContainerSpec: { Image: 'web', Mounts: [{ Type: 'volume', Source: 'cache', Target: '/c' }] } },
  )
  const seen = set(
    'drain',
    nodeScene({
      tasks: [
        task('web.1', 'node3'),
        task('web.2', 'node3'),
        task('db.1', 'node3'),
        task('agent.0', 'node3', { slot: null }),
        task('web.9', 'node3', { phase: 'ended' }),
      ],
      facts: new Map([
        ['id-web', specFacts(withVolume)],
        ['id-db', specFacts(pinned)],
      ]),
    }),
  )
  expect(seen).toMatchObject({ title: 'Drain node3?', destructive: true, confirm: 'Drain node3' })
  expect(texts(seen)).toEqual([
    '2 tasks move.',
    'db has no other place for its task.',
    '1 global task stops there.',
    'Local volumes stay on node3.',
    'It takes no new ones until it is activated.',
  ])
  expect(seen.consequences[0]?.detail).toBe('web (2)')
  expect(seen.consequences[1]?.detail).toBe(
    'No other node that is ready and active meets node.hostname==node3.',
  )
  expect(seen.consequences[3]?.detail).toMatch(/^cache of web/)
})

test('a host-mode port that every other node has taken leaves no place', () => {
  const ports: Service['ports'] = [{ published: 80, target: 80, protocol: 'tcp', mode: 'host' }]
  const seen = set(
    'drain',
    nodeScene({
      services: byId([service('web', { ports })]),
      tasks: [task('web.3', 'node3')],
      peers: new Map([['id-web', [task('web.1', 'node1'), task('web.2', 'node2'), task('web.3', 'node3')]]]),
    }),
  )
  expect(texts(seen)[0]).toBe('web has no other place for its task.')
  expect(seen.consequences[0]?.detail).toMatch(/host-mode port/)
})

test('the last active node and a manager are named as such', () => {
  const drained = { availability: 'drain' } as const
  const alone = byId([
    node('node1', drained),
    node('node2', drained),
    node('node3', { role: 'manager', manager: { leader: true, reachability: 'reachable', address: '' } }),
  ])
  const seen = set('drain', nodeScene({ nodes: alone, tasks: [task('web.1', 'node3')] }))
  expect(texts(seen)).toContain('node3 is the last active node.')
  expect(texts(seen)).toContain('node3 stays a manager.')
  expect(texts(set('drain'))).toEqual(['No task runs there.', 'It takes no new ones.'])
})

test('pausing keeps what runs, activating moves nothing back', () => {
  expect(texts(set('pause', nodeScene({ tasks: [task('web.1', 'node3')] })))).toEqual([
    'node3 takes no new tasks.',
    'Its 1 task goes on.',
  ])
  expect(texts(set('active'))).toEqual(['Nothing changes.'])
  const paused = byId([node('node1'), node('node3', { availability: 'pause' })])
  expect(texts(set('active', nodeScene({ nodes: paused })))).toEqual([
    'node3 takes new tasks.',
    'What moved away does not come back by itself.',
  ])
})

test('labels say which services come, leave or stay away', () => {
  const rule = ['node.labels.disk==ssd']
  const services = byId([
    service('db', { constraints: rule }),
    service('bulk', { constraints: ['node.labels.disk!=ssd'] }),
    service('agent', { constraints: ['node.labels.disk==hdd'], mode: { kind: 'global' } }),
    service('free'),
  ])
  const own = node('node3', { labels: { disk: 'ssd', rack: '1' } })
  const seen = labelsPreview(
    { disk: 'hdd', zone: 'a' },
    { node: own, tasks: [task('db.1', 'node3')], services },
  )
  expect(seen.destructive).toBe(true)
  expect(texts(seen)).toEqual([
    'Adds zone=a.',
    'Changes disk to hdd.',
    'Removes rack.',
    'db leaves: 1 task stops there.',
    'bulk may run there.',
    'agent starts a task there.',
  ])
  expect(texts(labelsPreview({ ...own.labels, x: '1' }, { node: own, tasks: [], services }))).toEqual([
    'Adds x=1.',
    'No service depends on these labels.',
  ])
  expect(texts(labelsPreview(own.labels, { node: own, tasks: [], services }))).toEqual(['Nothing changes.'])
})

test('constraints are judged as swarmkit judges them', () => {
  const own = node('node1', { role: 'manager', labels: { Zone: 'West' }, engineLabels: { gpu: 'yes' } })
  const all = [
    'node.role == manager',
    'node.labels.Zone==west',
    'engine.labels.gpu==yes',
    'node.platform.arch==amd64',
    'node.platform.os==linux',
    'node.hostname!=node2',
  ]
  expect(meetsConstraints(own, all)).toBe(true)
  expect(meetsConstraints(own, ['node.labels.zone==west'])).toBe(false)
  expect(meetsConstraints(own, ['node.labels.none!=x'])).toBe(true)
  expect(meetsConstraints(own, ['node.ip==10.0.0.0/8'])).toBe(true)
  expect(
    fittingNodes([own, node('node2', { state: 'down' }), node('node3', { availability: 'pause' })], []),
  ).toEqual([own])
})
