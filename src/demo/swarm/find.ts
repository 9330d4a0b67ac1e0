// One object by what the caller calls it: full id, name, or the beginning of an id, as the engine resolves it.
import { Refusal } from '../refusal.ts'
import type { DemoNetwork, DemoNode, DemoService, DemoTask } from '../objects.ts'
import type { Cluster } from './cluster.ts'

export function findService(cluster: Cluster, reference: string): DemoService {
  const byName = cluster.services.get(cluster.serviceIdByName.get(reference) ?? '')
  return cluster.services.get(reference) ?? byName ?? byPrefix(cluster.services, reference, 'service')
}

export function findNode(cluster: Cluster, reference: string): DemoNode {
  if (reference === 'self') for (const node of cluster.nodes.values()) return node
  const exact = cluster.nodes.get(reference)
  if (exact) return exact
  const named = [...cluster.nodes.values()].filter((node) => node.Description.Hostname === reference)
  if (named.length > 1) throw ambiguous('node', reference, named.length)
  return named[0] ?? byPrefix(cluster.nodes, reference, 'node')
}

export function findTask(cluster: Cluster, reference: string): DemoTask {
  return cluster.tasks.get(reference) ?? byPrefix(cluster.tasks, reference, 'task')
}

export function findNetwork(cluster: Cluster, reference: string): DemoNetwork {
  const exact = cluster.networks.get(reference)
  if (exact) return exact
  for (const network of cluster.networks.values()) if (network.Name === reference) return network
  return byPrefix(cluster.networks, reference, 'network')
}

export function byPrefix<T>(things: ReadonlyMap<string, T>, reference: string, kind: string): T {
  const found: T[] = []
  if (reference !== '') for (const [id, thing] of things) if (id.startsWith(reference)) found.push(thing)
  if (found.length > 1) throw ambiguous(kind, reference, found.length)
  const [only] = found
  if (only === undefined) throw new Refusal(404, `${kind} ${reference} not found`)
  return only
}

function ambiguous(kind: string, reference: string, matches: number): Refusal {
  return new Refusal(400, `${kind} ${reference} is ambiguous (${matches} matches found)`)
}
