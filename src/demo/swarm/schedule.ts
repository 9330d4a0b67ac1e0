// Where a task may run: swarmkit's filters in their order, with its words where none passes.
import type { DemoNode, DemoService, DemoTask, PortConfig } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import type { Cluster } from './cluster.ts'
import { isWanted } from './cluster.ts'
import { parseConstraints, satisfies } from './constraints.ts'

type Filter = 'ready' | 'resources' | 'constraints' | 'hostPort' | 'maxReplicas'
export type Placement = { readonly node: DemoNode } | { readonly why: string }

/** In a big swarm the best of this many is good enough; a real scheduler keeps a tree of nodes for that. */
const smallSwarm = { nodes: 100, tasks: 1000 } as const
const enoughCandidates = 8

/** The node with the fewest tasks of this service, then the fewest at all. Ties go round. */
export function placeTask(cluster: Cluster, service: DemoService, task: DemoTask): Placement {
  const nodes = cluster.nodeList
  const refused = new Map<Filter, number>()
  const start = cluster.random.between(0, Math.max(0, nodes.length - 1))
  let best: { node: DemoNode; ofService: number; total: number } | null = null
  let candidates = 0
  const isSmall = nodes.length <= smallSwarm.nodes && cluster.tasks.size <= smallSwarm.tasks
  const enough = isSmall ? nodes.length : enoughCandidates
  for (let step = 0; step < nodes.length && candidates < enough; step++) {
    const node = nodes[(start + step) % nodes.length]
    if (!node) continue
    const load = loadOf(cluster, node, service, task)
    const failed = firstFailure(node, service, task, load)
    if (failed) {
      refused.set(failed, (refused.get(failed) ?? 0) + 1)
      continue
    }
    candidates += 1
    const better =
      !best ||
      load.ofService < best.ofService ||
      (load.ofService === best.ofService && load.total < best.total)
    if (better) best = { node, ofService: load.ofService, total: load.total }
  }
  return best ? { node: best.node } : { why: explain(refused) }
}

/** A global service's task has its node already; null where it may stay there, else the reason. */
export function whyNotOn(
  cluster: Cluster,
  node: DemoNode,
  service: DemoService,
  task: DemoTask,
): string | null {
  const failed = firstFailure(node, service, task, loadOf(cluster, node, service, task))
  return failed ? explain(new Map([[failed, 1]])) : null
}

interface Load {
  nanoCpus: number
  memoryBytes: number
  ofService: number
  total: number
  hostPorts: Set<string> | null
}

function loadOf(cluster: Cluster, node: DemoNode, service: DemoService, task: DemoTask): Load {
  const needsHostPorts = hostPorts(service).length > 0
  const load: Load = { nanoCpus: 0, memoryBytes: 0, ofService: 0, total: 0, hostPorts: null }
  for (const other of cluster.tasksOn(node.ID)) {
    if (other === task || isPastRunning(other.state)) continue
    const reserved = other.spec.Resources?.Reservations
    load.nanoCpus += reserved?.NanoCPUs ?? 0
    load.memoryBytes += reserved?.MemoryBytes ?? 0
    load.total += 1
    if (other.serviceId === service.ID && isWanted(other)) load.ofService += 1
    const owner = needsHostPorts ? cluster.services.get(other.serviceId) : undefined
    if (owner) for (const port of hostPorts(owner)) (load.hostPorts ??= new Set()).add(port)
  }
  return load
}

function firstFailure(node: DemoNode, service: DemoService, task: DemoTask, load: Load): Filter | null {
  if (node.Status.State !== 'ready' || node.Spec.Availability !== 'active') return 'ready'
  const wanted = task.spec.Resources?.Reservations
  const { NanoCPUs, MemoryBytes } = node.Description.Resources
  if (
    load.nanoCpus + (wanted?.NanoCPUs ?? 0) > NanoCPUs ||
    load.memoryBytes + (wanted?.MemoryBytes ?? 0) > MemoryBytes
  )
    return 'resources'
  if (!satisfies(node, parseConstraints(task.spec.Placement?.Constraints))) return 'constraints'
  if (hostPorts(service).some((port) => load.hostPorts?.has(port))) return 'hostPort'
  const most = task.spec.Placement?.MaxReplicas ?? 0
  if (most > 0 && load.ofService >= most) return 'maxReplicas'
  return null
}

function hostPorts(service: DemoService): string[] {
  const ports: readonly PortConfig[] = service.Spec.EndpointSpec?.Ports ?? []
  if (ports.length === 0) return []
  return ports
    .filter((port) => port.PublishMode === 'host' && (port.PublishedPort ?? 0) > 0)
    .map((port) => `${port.PublishedPort}/${port.Protocol ?? 'tcp'}`)
}

/** swarmkit's Pipeline.Explain: the filter that refused most nodes comes first. */
function explain(refused: ReadonlyMap<Filter, number>): string {
  const parts = [...refused].sort((left, right) => right[1] - left[1]).map(([filter, n]) => words(filter, n))
  return parts.length > 0 ? `no suitable node (${parts.join('; ')})` : 'no suitable node'
}

function words(filter: Filter, n: number): string {
  const nodes = n === 1 ? '1 node' : `${n} nodes`
  const said: Readonly<Record<Filter, string>> = {
    ready: `${nodes} not available for new tasks`,
    resources: `insufficient resources on ${nodes}`,
    constraints: `scheduling constraints not satisfied on ${nodes}`,
    hostPort: `host-mode port already in use on ${nodes}`,
    maxReplicas: 'max replicas per node limit exceed',
  }
  return said[filter]
}
