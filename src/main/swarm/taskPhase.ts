// How a task is drawn: its present state seen against the state that is wanted of it.
import { assertNever } from '../../shared/errors.ts'
import type { TaskPhase, TaskState } from '../../shared/model/task.ts'

/** Once any of these is wanted, the task is on its way out. */
const wantedGone: ReadonlySet<TaskState> = new Set<TaskState>(['shutdown', 'remove', 'orphaned'])

/** @param state Status.State @param desired DesiredState */
export function taskPhaseOf(state: TaskState, desired: TaskState): TaskPhase {
  const leaving = wantedGone.has(desired)
  switch (state) {
    case 'new':
    case 'allocated':
    case 'pending':
      return leaving ? 'ended' : 'pending'
    case 'assigned':
    case 'accepted':
    case 'preparing':
    case 'ready':
    case 'starting':
      return leaving ? 'stopping' : 'starting'
    case 'running':
      return leaving ? 'stopping' : 'running'
    case 'complete':
      return 'complete'
    case 'failed':
    case 'rejected':
      return 'failed'
    case 'shutdown':
    case 'remove':
    case 'orphaned':
      return 'ended'
    default:
      return assertNever(state)
  }
}

/** Whether nothing more comes of it: its output is complete and it holds no resources. */
export const hasEnded = (phase: TaskPhase): boolean =>
  phase === 'failed' || phase === 'complete' || phase === 'ended'
