// Which nodes the map shows, in which order, and with which tasks. Pure.
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Task, TaskPhase } from '../../../shared/model/task.ts'
import { byText, type ClusterObjects } from '../../api/applyChanges.ts'
import { nodeStatus, type StatusAndWord } from '../../ui/status.ts'

export interface NodeTileFacts {
  readonly node: SwarmNode
  readonly status: StatusAndWord
  /** Those that are there now; what has ended is history. */
  readonly tasks: readonly Task[]
}

export interface NodeTiles {
  readonly tiles: readonly NodeTileFacts[]
  /** Nodes that are left out because the map would be too large to read. */
  readonly left: number
  /** How many of those are not well. */
  readonly leftUnwell: number
}

const past: ReadonlySet<TaskPhase> = new Set<TaskPhase>(['complete', 'ended'])

/** The tasks of a comb: what is there or should be. */
export const presentTasks = (tasks: readonly Task[]): readonly Task[] =>
  tasks.some((task) => past.has(task.phase)) ? tasks.filter((task) => !past.has(task.phase)) : tasks

/**
 * Managers first, then by name. Where there are more than `most`, those that are not well come first, so that none of
 * them is hidden while a healthy one is shown.
 */
export function nodeTiles(objects: Pick<ClusterObjects, 'nodes' | 'tasksByNode'>, most: number): NodeTiles {
  const all = objects.nodes.map((node): NodeTileFacts => {
    const tasks = presentTasks(objects.tasksByNode.get(node.id) ?? [])
    return { node, tasks, status: nodeStatus(node, tasks.length) }
  })
  const sorted = [...all].sort(
    (a, b) =>
      (all.length > most ? rank(a) - rank(b) : 0) ||
      roleRank(a) - roleRank(b) ||
      byText(a.node.hostname, b.node.hostname),
  )
  const hidden = sorted.slice(most)
  return {
    tiles: sorted.slice(0, most),
    left: hidden.length,
    leftUnwell: hidden.filter(({ status }) => status.status !== 'ok').length,
  }
}

const roleRank = ({ node }: NodeTileFacts): number => (node.manager === null ? 1 : 0)

const rank = ({ status }: NodeTileFacts): number =>
  status.status === 'bad' ? 0 : status.status === 'ok' ? 2 : 1
