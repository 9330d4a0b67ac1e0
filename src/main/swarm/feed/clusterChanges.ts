// From one snapshot of the live picture to the next as a ClusterChange: only what differs, and how two changes become one.
import { isDeepStrictEqual } from 'node:util'
import type { ClusterChange, ClusterHealth } from '../../../shared/model/cluster.ts'
import type { ClusterState } from '../clusterState.ts'
import { clusterHealth } from '../health.ts'

/** The whole picture, as a watcher gets it first and after each full reading. */
export function wholePicture(state: ClusterState): ClusterChange {
  return {
    reset: true,
    synced: state.synced,
    asOf: state.asOf,
    link: state.link,
    problem: state.problem,
    ...(state.info === null ? {} : { info: state.info }),
    ...(state.synced ? { health: clusterHealth(state) } : {}),
    nodes: [...state.nodes.values()],
    services: [...state.services.values()],
    tasks: [...state.tasks.values()],
    networks: [...state.networks.values()],
  }
}

/** What differs, or null where nothing does but `asOf`. Objects that did not change are the same objects in both. */
export function differences(before: ClusterState, after: ClusterState): ClusterChange | null {
  const nodes = mapDifference(before.nodes, after.nodes)
  const services = mapDifference(before.services, after.services)
  const tasks = mapDifference(before.tasks, after.tasks)
  const networks = mapDifference(before.networks, after.networks)
  const removed = {
    ...(nodes.gone.length === 0 ? {} : { nodes: nodes.gone }),
    ...(services.gone.length === 0 ? {} : { services: services.gone }),
    ...(tasks.gone.length === 0 ? {} : { tasks: tasks.gone }),
    ...(networks.gone.length === 0 ? {} : { networks: networks.gone }),
  }
  const parts: Partial<ClusterChange> = {
    ...(before.link === after.link ? {} : { link: after.link }),
    ...(before.problem === after.problem ? {} : { problem: after.problem }),
    ...(before.info === after.info || after.info === null ? {} : { info: after.info }),
    ...(nodes.fresh.length === 0 ? {} : { nodes: nodes.fresh }),
    ...(services.fresh.length === 0 ? {} : { services: services.fresh }),
    ...(tasks.fresh.length === 0 ? {} : { tasks: tasks.fresh }),
    ...(networks.fresh.length === 0 ? {} : { networks: networks.fresh }),
    ...(Object.keys(removed).length === 0 ? {} : { removed }),
  }
  if (Object.keys(parts).length === 0 && before.synced === after.synced) return null
  const judged = ['nodes', 'services', 'tasks', 'problem', 'synced'] as const
  const health =
    after.synced && judged.some((key) => before[key] !== after[key]) ? clusterHealth(after) : null
  const sameHealth = health === null || (before.synced && isSameHealth(clusterHealth(before), health))
  return {
    reset: false,
    synced: after.synced,
    asOf: after.asOf,
    ...parts,
    ...(sameHealth || health === null ? {} : { health }),
  }
}

/** Two changes that wait become one with the same effect. */
export function mergeChanges(older: ClusterChange, newer: ClusterChange): ClusterChange {
  if (newer.reset) return newer
  const removed = {
    nodes: mergeRemoved(older.removed?.nodes, newer.removed?.nodes, newer.nodes),
    services: mergeRemoved(older.removed?.services, newer.removed?.services, newer.services),
    tasks: mergeRemoved(older.removed?.tasks, newer.removed?.tasks, newer.tasks),
    networks: mergeRemoved(older.removed?.networks, newer.removed?.networks, newer.networks),
  }
  return {
    ...older,
    ...newer,
    reset: older.reset,
    nodes: mergeObjects(older.nodes, newer.nodes, newer.removed?.nodes),
    services: mergeObjects(older.services, newer.services, newer.removed?.services),
    tasks: mergeObjects(older.tasks, newer.tasks, newer.removed?.tasks),
    networks: mergeObjects(older.networks, newer.networks, newer.removed?.networks),
    removed,
  }
}

function mergeObjects<T extends { readonly id: string }>(
  older: readonly T[] | undefined,
  newer: readonly T[] | undefined,
  removed: readonly string[] | undefined,
): T[] {
  const merged = new Map((older ?? []).map((each) => [each.id, each]))
  for (const id of removed ?? []) merged.delete(id)
  for (const each of newer ?? []) merged.set(each.id, each)
  return [...merged.values()]
}

function mergeRemoved(
  older: readonly string[] | undefined,
  newer: readonly string[] | undefined,
  back: readonly { readonly id: string }[] | undefined,
): string[] {
  const ids = new Set([...(older ?? []), ...(newer ?? [])])
  for (const { id } of back ?? []) ids.delete(id)
  return [...ids]
}

function mapDifference<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): { fresh: T[]; gone: string[] } {
  if (before === after) return { fresh: [], gone: [] }
  const fresh: T[] = []
  for (const [id, value] of after) if (before.get(id) !== value) fresh.push(value)
  return { fresh, gone: [...before.keys()].filter((id) => !after.has(id)) }
}

const isSameHealth = (a: ClusterHealth, b: ClusterHealth): boolean =>
  isDeepStrictEqual({ ...a, asOf: '' }, { ...b, asOf: '' })
