// Reads the tasks an operation follows: always by a filter, never all of them.
import type { Task } from '../../shared/model/task.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from '../swarm/ask.ts'
import { listOf } from '../swarm/records/fields.ts'
import { normalizeTask, type TaskNames } from '../swarm/records/taskRecord.ts'

/** GET /tasks with these filters. */
export async function readTasks(
  engine: Engine,
  filters: Readonly<Record<string, readonly string[]>>,
  names: TaskNames,
  signal: AbortSignal,
): Promise<Task[]> {
  const raw = await askJson(engine, { path: '/tasks', query: { filters }, about: 'the tasks' }, signal)
  return listOf(raw, 'the tasks').flatMap((each) => normalizeTask(each, names) ?? [])
}
