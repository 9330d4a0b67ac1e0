// Why a task is not running, in the engine's own text where there is one.
import type { Task } from '../../../shared/model/task.ts'

/** null where there is nothing to say: it runs, or it was simply replaced. */
export function taskReason(task: Pick<Task, 'error' | 'exitCode' | 'message' | 'phase'>): string | null {
  const exit = task.exitCode !== null && task.exitCode !== 0 ? `Exit ${task.exitCode}` : null
  if (task.error !== null && task.error !== '') {
    return exit === null || task.error.includes(String(task.exitCode)) ? task.error : `${exit}: ${task.error}`
  }
  if (exit !== null) return exit
  if (task.phase === 'starting' || task.phase === 'pending') return task.message || null
  return null
}
