// Counts tasks by phase and says them in words, for legends, bars and screen readers.
import type { TaskPhase } from '../../shared/model/task.ts'
import { phaseWords } from './status.ts'

export type PhaseCounts = Readonly<Partial<Record<TaskPhase, number>>>

/** The order in which phases are named and drawn: as asked first, ended last. */
export const phaseOrder: readonly TaskPhase[] = [
  'running',
  'starting',
  'stopping',
  'pending',
  'failed',
  'complete',
  'ended',
]

/** How many tasks are in each phase; phases without a task are left out. */
export function countPhases(tasks: readonly { readonly phase: TaskPhase }[]): PhaseCounts {
  const counts: Partial<Record<TaskPhase, number>> = {}
  for (const task of tasks) counts[task.phase] = (counts[task.phase] ?? 0) + 1
  return counts
}

/** `57 running, 2 starting`, or `none`. */
export function phaseSummary(counts: PhaseCounts): string {
  const parts = phaseOrder.flatMap((phase) => {
    const count = counts[phase] ?? 0
    return count === 0 ? [] : [`${count} ${phaseWords[phase].word.toLowerCase()}`]
  })
  return parts.length === 0 ? 'none' : parts.join(', ')
}
