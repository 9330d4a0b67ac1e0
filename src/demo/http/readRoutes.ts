// Routes that only read: lists and single objects of the swarm.
import { Refusal } from '../refusal.ts'
import { isWanted } from '../swarm/cluster.ts'
import { findNetwork, findNode, findService, findTask } from '../swarm/find.ts'
import type { DemoTask } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import { digestOf } from '../random.ts'
import { infoView, swarmView, versionView } from './about.ts'
import { readFilters } from './filters.ts'
import type { Call, Route } from './router.ts'
import { networkView, serviceView, taskJson, withDefaults } from './views.ts'

const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, handle })

export const readRoutes: readonly Route[] = [
  get('/version', () => ({ json: versionView() })),
  get('/info', ({ simulation }) => ({ json: infoView(simulation.cluster) })),
  get('/swarm', ({ simulation }) => ({ json: swarmView(simulation.cluster, true) })),
  get('/nodes', nodes),
  get('/nodes/*', ({ simulation, parts }) => ({ json: findNode(simulation.cluster, parts[0] ?? '') })),
  get('/services', services),
  get('/services/*', service),
  get('/tasks', tasks),
  get('/tasks/*', ({ simulation, parts }) => ({
    raw: taskJson(simulation.cluster, findTask(simulation.cluster, parts[0] ?? '')),
  })),
  get('/networks', networks),
  get('/networks/*', ({ simulation, parts, query }) => ({
    json: networkView(
      simulation.cluster,
      findNetwork(simulation.cluster, parts[0] ?? ''),
      isTrue(query.get('verbose')),
    ),
  })),
  get('/distribution/**/json', distribution),
]

export function isTrue(text: string | null): boolean {
  return text !== null && ['1', 'true', 't', 'yes', 'y'].includes(text.toLowerCase())
}

function nodes({ simulation, query }: Call): { json: unknown } {
  const filters = readFilters(query.get('filters'), [
    'id',
    'label',
    'membership',
    'name',
    'node.label',
    'role',
  ])
  const found = [...simulation.cluster.nodes.values()].filter(
    (node) =>
      filters.some('id', (id) => node.ID.startsWith(id)) &&
      filters.some('name', (name) => node.Description.Hostname.startsWith(name)) &&
      filters.some('role', (role) => node.Spec.Role === role) &&
      filters.some('membership', (membership) => membership === 'accepted') &&
      filters.labels('label', node.Description.Engine.Labels ?? {}) &&
      filters.labels('node.label', node.Spec.Labels),
  )
  return { json: found }
}

function services({ simulation, query }: Call): { json: unknown } {
  const { cluster } = simulation
  const filters = readFilters(query.get('filters'), ['name', 'id', 'label', 'mode', 'runtime'])
  const withStatus = isTrue(query.get('status'))
  const found = [...cluster.services.values()].filter(
    ({ ID, Spec }) =>
      filters.some('id', (id) => ID.startsWith(id)) &&
      filters.some('name', (name) => Spec.Name.startsWith(name)) &&
      filters.labels('label', Spec.Labels) &&
      filters.some('mode', (mode) =>
        mode === 'global'
          ? Boolean(Spec.Mode.Global)
          : mode === 'replicated'
            ? Boolean(Spec.Mode.Replicated)
            : mode === 'replicated-job'
              ? Boolean(Spec.Mode.ReplicatedJob)
              : mode === 'global-job' && Boolean(Spec.Mode.GlobalJob),
      ),
  )
  return { json: found.map((service) => serviceView(cluster, service, withStatus)) }
}

function service({ simulation, parts, query }: Call): { json: unknown } {
  const found = findService(simulation.cluster, parts[0] ?? '')
  return { json: isTrue(query.get('insertDefaults')) ? withDefaults(found) : found }
}

/** Begins with the index that holds least, so that one service's tasks do not cost a walk over all. */
function tasks({ simulation, query }: Call): { raw: string } {
  const { cluster } = simulation
  const filters = readFilters(query.get('filters'), [
    'id',
    'name',
    'label',
    'service',
    'node',
    'desired-state',
    'runtime',
    '_up-to-date',
  ])
  const serviceIds = filters.values('service')?.map((reference) => findService(cluster, reference).ID)
  const nodeIds = filters.values('node')?.map((reference) => findNode(cluster, reference).ID)
  const states = filters.values('desired-state')
  for (const state of states ?? [])
    if (!['running', 'shutdown', 'accepted'].includes(state))
      throw new Refusal(400, `invalid filter 'desired-state=${state}'`)
  const pool: Iterable<DemoTask> = serviceIds
    ? serviceIds.flatMap((id) => [...cluster.tasksOf(id)])
    : nodeIds
      ? nodeIds.flatMap((id) => [...cluster.tasksOn(id)])
      : cluster.tasks.values()
  const wantsCurrent = filters.values('_up-to-date')
  const made: string[] = []
  for (const task of pool) {
    const owner = cluster.services.get(task.serviceId)
    const passes =
      (!nodeIds || (task.nodeId !== null && nodeIds.includes(task.nodeId))) &&
      (!states || states.includes(isPastRunning(task.desired) && !isWanted(task) ? 'shutdown' : 'running')) &&
      filters.some('id', (id) => task.id.startsWith(id)) &&
      filters.some('name', (name) => nameOf(owner?.Spec.Name, task).startsWith(name)) &&
      filters.labels('label', owner?.Spec.Labels ?? {}) &&
      (!wantsCurrent || owner?.Spec.TaskTemplate === task.spec)
    if (passes) made.push(taskJson(cluster, task))
  }
  return { raw: `[${made.join(',')}]` }
}

function nameOf(serviceName: string | undefined, task: DemoTask): string {
  return `${serviceName ?? task.serviceId}.${task.slotKey}.${task.id}`
}

function networks({ simulation, query }: Call): { json: unknown } {
  const { cluster } = simulation
  const filters = readFilters(query.get('filters'), [
    'id',
    'name',
    'label',
    'driver',
    'scope',
    'type',
    'dangling',
  ])
  const builtin = new Set(['bridge', 'host', 'none'])
  const found = [...cluster.networks.values()].filter(
    (network) =>
      filters.some('id', (id) => network.Id.startsWith(id)) &&
      filters.some('name', (name) => network.Name.includes(name)) &&
      filters.some('driver', (driver) => network.Driver === driver) &&
      filters.some('scope', (scope) => network.Scope === scope) &&
      filters.some('type', (type) => (type === 'builtin') === builtin.has(network.Name)) &&
      filters.labels('label', network.Labels),
  )
  return { json: found.map((network) => networkView(cluster, network)) }
}

function distribution({ parts }: Call): { json: unknown } {
  const name = parts[0] ?? ''
  if (/:[^/@]*missing/.test(name))
    throw new Refusal(404, `manifest for ${name} not found: manifest unknown: manifest unknown`)
  const pinned = name.split('@')[1]
  return {
    json: {
      Descriptor: {
        mediaType: 'application/vnd.oci.image.index.v1+json',
        digest: pinned ?? digestOf(name),
        size: 1609,
      },
      Platforms: [{ architecture: 'amd64', os: 'linux' }],
    },
  }
}
