// The order of a service's tasks, and which of them speaks for its slot.
import type { Task } from '../../shared/model/task.ts'

/** What a task fills: a slot of a replicated service, a node of a global one. */
export const placeOf = (task: Pick<Task, 'serviceId' | 'slot' | 'nodeId'>): string =>
  `${task.serviceId}/${task.slot ?? task.nodeId ?? ''}`

/** By slot (or node), then newest first. */
export function newestFirst(a: Task, b: Task): number {
  if (a.slot !== null && b.slot !== null && a.slot !== b.slot) return a.slot - b.slot
  if (a.slot === null && b.slot === null && a.nodeId !== b.nodeId) return a.name < b.name ? -1 : 1
  return b.createdAt.localeCompare(a.createdAt)
}
