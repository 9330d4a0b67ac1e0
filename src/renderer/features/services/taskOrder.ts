// Which tasks are past, and the order in which a service's tasks are read: what needs a look, what runs, what was.
import type { Task, TaskPhase } from '../../../shared/model/task.ts'

const rank: Readonly<Record<TaskPhase, number>> = {
  pending: 0,
  failed: 1,
  stopping: 2,
  starting: 3,
  running: 4,
  complete: 5,
  ended: 6,
}
const isEnded = (task: Task): boolean =>
  task.phase === 'ended' || task.phase === 'failed' || task.phase === 'complete'

/** Where a task stands: present ones by what needs a look, then the past ones, the newest first. */
export function taskRank(task: Task, past: ReadonlySet<string>): number {
  return past.has(task.id) ? 1e14 - Date.parse(task.since) : rank[task.phase]
}

/**
 * The ids of tasks that are over and have a successor: every ended one but the newest of its slot (or, for a global
 * service, of its node). So a replica that failed and was not replaced still counts as present.
 */
export function pastTasks(tasks: readonly Task[]): ReadonlySet<string> {
  const newest = new Map<string, Task>()
  for (const task of tasks) {
    const key = replicaKey(task)
    const known = newest.get(key)
    if (known === undefined || isNewer(task, known)) newest.set(key, task)
  }
  return new Set(
    tasks
      .filter((task) => isEnded(task) && newest.get(replicaKey(task))?.id !== task.id)
      .map((task) => task.id),
  )
}

const replicaKey = (task: Task): string =>
  `${task.serviceId} ${task.slot === null ? `node ${task.nodeId ?? ''}` : `slot ${task.slot}`}`

/** A live task is newer than an ended one; else the one created later. */
function isNewer(task: Task, known: Task): boolean {
  if (isEnded(task) !== isEnded(known)) return !isEnded(task)
  return Date.parse(task.createdAt) > Date.parse(known.createdAt)
}
