// How a cluster's live picture grows: a stream of ClusterChange folded into one immutable picture. Pure; the version of
// each object guards against an older answer that arrives late.
import type { AppErrorData } from '../../shared/errors.ts'
import type { ClusterChange, ClusterHealth, ClusterInfo } from '../../shared/model/cluster.ts'
import type { LinkState } from '../../shared/model/connection.ts'
import type { Network } from '../../shared/model/network.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'

/** What is known of a cluster, in lists for tables and in maps for looking up. */
export interface ClusterObjects {
  readonly info: ClusterInfo | null
  readonly health: ClusterHealth | null
  readonly nodes: readonly SwarmNode[]
  readonly services: readonly Service[]
  readonly tasks: readonly Task[]
  readonly networks: readonly Network[]
  readonly nodesById: ReadonlyMap<string, SwarmNode>
  readonly servicesById: ReadonlyMap<string, Service>
  readonly tasksById: ReadonlyMap<string, Task>
  readonly networksById: ReadonlyMap<string, Network>
  readonly tasksByService: ReadonlyMap<string, readonly Task[]>
  readonly tasksByNode: ReadonlyMap<string, readonly Task[]>
}

/** `shown` is what pages draw; `next` fills up after a reset and takes over once it is complete. */
export interface PictureState {
  readonly shown: ClusterObjects
  readonly next: ClusterObjects | null
  /** Whether `shown` was complete at least once. */
  readonly synced: boolean
  readonly asOf: string | null
  readonly link: LinkState | null
  readonly problem: AppErrorData | null
}

export const noObjects: ClusterObjects = {
  info: null,
  health: null,
  nodes: [],
  services: [],
  tasks: [],
  networks: [],
  nodesById: new Map(),
  servicesById: new Map(),
  tasksById: new Map(),
  networksById: new Map(),
  tasksByService: new Map(),
  tasksByNode: new Map(),
}

export const emptyPicture: PictureState = {
  shown: noObjects,
  next: null,
  synced: false,
  asOf: null,
  link: null,
  problem: null,
}

/**
 * Folds changes, oldest first, into a picture. After a reset the old picture stays in `shown` (its `asOf` says how old
 * it is) until the new one is complete, so that a reconnect never empties the page.
 */
export function applyChanges(state: PictureState, changes: readonly ClusterChange[]): PictureState {
  return changes.reduce(applyChange, state)
}

function applyChange(state: PictureState, change: ClusterChange): PictureState {
  const base = change.reset ? noObjects : (state.next ?? state.shown)
  const objects = mergeObjects(base, change)
  const filling = !change.synced && (change.reset || state.next !== null)
  const envelope = {
    link: change.link ?? state.link,
    problem: change.problem === undefined ? state.problem : change.problem,
  }
  // While the first picture of all fills up there is nothing better to show; later the old one is better.
  if (filling && state.synced) return { ...state, ...envelope, next: objects }
  return {
    shown: objects,
    next: filling ? objects : null,
    synced: state.synced || change.synced,
    asOf: change.asOf ?? (change.reset ? null : state.asOf),
    ...envelope,
  }
}

interface Versioned {
  readonly id: string
  readonly version?: number
}

function mergeObjects(base: ClusterObjects, change: ClusterChange): ClusterObjects {
  const nodesById = mergeMap(base.nodesById, change.nodes, change.removed?.nodes)
  const servicesById = mergeMap(base.servicesById, change.services, change.removed?.services)
  const networksById = mergeMap<Network>(base.networksById, change.networks, change.removed?.networks)
  const tasksById = mergeMap(base.tasksById, change.tasks, change.removed?.tasks)
  const tasksChanged = tasksById !== base.tasksById
  const touched = tasksChanged ? touchedTasks(base.tasksById, tasksById, change) : []
  return {
    info: change.info ?? base.info,
    health: change.health ?? base.health,
    nodesById,
    servicesById,
    networksById,
    tasksById,
    nodes: relist(base.nodes, base.nodesById, nodesById, (each) => each.hostname),
    services: relist(base.services, base.servicesById, servicesById, (each) => each.name),
    networks: relist(base.networks, base.networksById, networksById, (each) => each.name),
    tasks: tasksChanged ? [...tasksById.values()] : base.tasks,
    tasksByService: regroup(base.tasksByService, touched, (each) => each.serviceId),
    tasksByNode: regroup(base.tasksByNode, touched, (each) => each.nodeId),
  }
}

/** The same map where nothing changed; an object older than the known one is left out. */
function mergeMap<T extends Versioned>(
  base: ReadonlyMap<string, T>,
  arrived: readonly T[] | undefined,
  removed: readonly string[] | undefined,
): ReadonlyMap<string, T> {
  const fresh = (arrived ?? []).filter((each) => {
    const known = base.get(each.id)
    return known?.version === undefined || each.version === undefined || each.version >= known.version
  })
  const gone = (removed ?? []).filter((id) => base.has(id))
  if (fresh.length === 0 && gone.length === 0) return base
  const merged = new Map(base)
  for (const id of gone) merged.delete(id)
  for (const each of fresh) merged.set(each.id, each)
  return merged
}

interface TouchedTask {
  readonly before: Task | undefined
  readonly after: Task | undefined
}

function touchedTasks(
  before: ReadonlyMap<string, Task>,
  after: ReadonlyMap<string, Task>,
  change: ClusterChange,
): readonly TouchedTask[] {
  const ids = new Set([...(change.tasks ?? []).map((each) => each.id), ...(change.removed?.tasks ?? [])])
  return [...ids].map((id) => ({ before: before.get(id), after: after.get(id) }))
}

/** Rebuilds only the groups that a touched task is in or was in; the others keep their identity. */
function regroup(
  groups: ReadonlyMap<string, readonly Task[]>,
  touched: readonly TouchedTask[],
  keyOf: (task: Task) => string | null,
): ReadonlyMap<string, readonly Task[]> {
  if (touched.length === 0) return groups
  const leaving = new Map<string, Set<string>>()
  const coming = new Map<string, Task[]>()
  for (const { before, after } of touched) {
    const from = before && keyOf(before)
    const to = after && keyOf(after)
    if (before && from) leaving.set(from, (leaving.get(from) ?? new Set()).add(before.id))
    if (after && to) coming.set(to, [...(coming.get(to) ?? []), after])
  }
  const next = new Map(groups)
  for (const key of new Set([...leaving.keys(), ...coming.keys()])) {
    const gone = leaving.get(key)
    const stay = (groups.get(key) ?? []).filter((each) => gone?.has(each.id) !== true)
    const group = [...stay, ...(coming.get(key) ?? [])].sort(bySlot)
    if (group.length === 0) next.delete(key)
    else next.set(key, group)
  }
  return next
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Names as people count them: node2 before node10. */
export const byText = (a: string, b: string): number => collator.compare(a, b)

const bySlot = (a: Task, b: Task): number => byText(a.name, b.name) || (a.createdAt < b.createdAt ? 1 : -1)

/** The list of a changed map by name; sorted anew only where something came, went or was renamed. */
function relist<T extends Versioned>(
  list: readonly T[],
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  textOf: (value: T) => string,
): readonly T[] {
  if (after === before) return list
  const inPlace = list.flatMap((each) => {
    const now = after.get(each.id)
    return now !== undefined && textOf(now) === textOf(each) ? [now] : []
  })
  if (inPlace.length === after.size && list.length === after.size) return inPlace
  return [...after.values()].sort((a, b) => byText(textOf(a), textOf(b)))
}
