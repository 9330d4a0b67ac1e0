// How readings become the next snapshot: each function takes the picture and one reading, and gives the next picture.
import type { Network } from '../../../shared/model/network.ts'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Service } from '../../../shared/model/service.ts'
import type { Task } from '../../../shared/model/task.ts'
import { countStates, keptTasks, type ClusterState } from '../clusterState.ts'
import { serviceReason } from '../reason.ts'
import { keepSame, keepSameById, keepSameList } from './keepSame.ts'

/** What the feed knows: the snapshot it shows, and every task read, from which reasons and figures come. */
export interface Picture {
  readonly state: ClusterState
  /** By service id, all tasks the engine remembers, by slot and newest first. */
  readonly tasksOf: ReadonlyMap<string, readonly Task[]>
}

export const withNodes = (picture: Picture, nodes: readonly SwarmNode[]): Picture =>
  withState(picture, { nodes: keepSameById(picture.state.nodes, nodes) })

export const withNetworks = (picture: Picture, networks: readonly Network[]): Picture =>
  withState(picture, { networks: keepSameById(picture.state.networks, networks) })

/**
 * The services after a reading.
 * @param changed those that were read anew @param present the ids of all that exist; null where only some were asked for
 * @param now milliseconds
 */
export function withServices(
  picture: Picture,
  changed: readonly Service[],
  present: ReadonlySet<string> | null,
  now: number,
): Picture {
  const services = new Map(picture.state.services)
  for (const service of changed) {
    services.set(service.id, keepSame(services.get(service.id), explain(picture, service, now)))
  }
  const gone = present === null ? [] : [...services.keys()].filter((id) => !present.has(id))
  for (const id of gone) services.delete(id)
  const same =
    gone.length === 0 &&
    changed.every((each) => picture.state.services.get(each.id) === services.get(each.id))
  return same ? picture : withoutTasks(withState(picture, { services }), gone)
}

/** The tasks of some services after a reading, and the reasons that follow from them. @param now milliseconds */
export function withTasks(
  picture: Picture,
  read: ReadonlyMap<string, readonly Task[]>,
  now: number,
): { readonly picture: Picture; readonly changed: ReadonlySet<string> } {
  const changed = new Set<string>()
  const tasksOf = new Map(picture.tasksOf)
  for (const [id, list] of read) {
    const before = tasksOf.get(id)
    const after = keepSameList(before, list)
    if (after === before) continue
    changed.add(id)
    tasksOf.set(id, after)
  }
  const known = changed.size === 0 ? picture : withKept({ ...picture, tasksOf }, changed)
  // A count of failures in the last minute changes by mere passing of time
  const explained = [...read.keys()]
    .map((id) => known.state.services.get(id))
    .filter((service) => service !== undefined)
  return { picture: withServices(known, explained, null, now), changed }
}

function withKept(picture: Picture, changed: ReadonlySet<string>): Picture {
  const tasks = new Map([...picture.state.tasks].filter(([, task]) => !changed.has(task.serviceId)))
  const taskStates = new Map(picture.state.taskStates)
  for (const id of changed) {
    if (!picture.state.services.has(id)) continue
    const all = picture.tasksOf.get(id) ?? []
    for (const task of keptTasks(all)) tasks.set(task.id, task)
    taskStates.set(id, countStates(all))
  }
  return withState(picture, { tasks, taskStates })
}

function withoutTasks(picture: Picture, gone: readonly string[]): Picture {
  if (gone.length === 0) return picture
  const ids = new Set(gone)
  const without = <T>(map: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...map].filter(([id]) => !ids.has(id)))
  const tasks = new Map([...picture.state.tasks].filter(([, task]) => !ids.has(task.serviceId)))
  const next = withState(picture, { tasks, taskStates: without(picture.state.taskStates) })
  return { ...next, tasksOf: without(picture.tasksOf) }
}

function explain(picture: Picture, service: Service, now: number): Service {
  const tasks = picture.tasksOf.get(service.id) ?? []
  return { ...service, reason: serviceReason(service, tasks, picture.state.nodes, now) }
}

const withState = (picture: Picture, part: Partial<ClusterState>): Picture => ({
  ...picture,
  state: { ...picture.state, ...part },
})
