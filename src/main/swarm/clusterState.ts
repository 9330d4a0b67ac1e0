// The live picture of one cluster as the app knows it: an immutable snapshot, replaced with each change.
import type { AppErrorData } from '../../shared/errors.ts'
import type { ClusterInfo } from '../../shared/model/cluster.ts'
import type { LinkState } from '../../shared/model/connection.ts'
import type { Network } from '../../shared/model/network.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task, TaskState } from '../../shared/model/task.ts'
import { placeOf } from './taskOrder.ts'
import { hasEnded } from './taskPhase.ts'

export interface ClusterState {
  readonly info: ClusterInfo | null
  readonly nodes: ReadonlyMap<string, SwarmNode>
  readonly services: ReadonlyMap<string, Service>
  /** Tasks that have not ended, and the latest failure of each place where nothing runs. */
  readonly tasks: ReadonlyMap<string, Task>
  readonly networks: ReadonlyMap<string, Network>
  /** By service id: how many tasks the engine remembers in each state, ended ones too. */
  readonly taskStates: ReadonlyMap<string, Readonly<Partial<Record<TaskState, number>>>>
  /** Whether a full reading was ever completed; what is here may be old all the same: see `link`, `asOf`. */
  readonly synced: boolean
  /** ISO time of the last complete reading. */
  readonly asOf: string | null
  /** The link is up, but there is no swarm to show. */
  readonly problem: AppErrorData | null
  readonly link: LinkState
}

export const emptyClusterState = (link: LinkState): ClusterState => ({
  info: null,
  nodes: new Map(),
  services: new Map(),
  tasks: new Map(),
  networks: new Map(),
  taskStates: new Map(),
  synced: false,
  asOf: null,
  problem: null,
  link,
})

/** What the live picture keeps of all tasks of one service: bounded, however long its history. */
export function keptTasks(tasks: readonly Task[]): Task[] {
  const kept = tasks.filter((task) => !hasEnded(task.phase))
  const running = new Set(kept.filter((task) => task.phase === 'running').map(placeOf))
  const failed = new Map<string, Task>()
  for (const task of tasks) {
    if (task.phase !== 'failed' || running.has(placeOf(task))) continue
    const other = failed.get(placeOf(task))
    if (other === undefined || other.since < task.since) failed.set(placeOf(task), task)
  }
  return [...kept, ...failed.values()]
}

/** How many there are in each engine state. */
export function countStates(tasks: readonly Task[]): Partial<Record<TaskState, number>> {
  const counts: Partial<Record<TaskState, number>> = {}
  for (const task of tasks) counts[task.state] = (counts[task.state] ?? 0) + 1
  return counts
}
