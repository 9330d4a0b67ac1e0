// Who could have written a log: the tasks of its target, and the nodes they are on.
import type { LogQuery } from '../../../shared/contract/logs.ts'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Service } from '../../../shared/model/service.ts'
import type { Task } from '../../../shared/model/task.ts'
import type { Engine } from '../../docker/engine.ts'
import { askJson } from '../ask.ts'
import { listNodes } from '../nodes.ts'
import { normalizeService } from '../records/serviceRecord.ts'
import { normalizeTask } from '../records/taskRecord.ts'
import { inspectService } from '../services.ts'
import { listTasksOf } from '../tasksOf.ts'

export type LogTarget =
  | { readonly kind: 'service'; readonly id: string; readonly service: Pick<Service, 'id' | 'name' | 'mode'> }
  | { readonly kind: 'task'; readonly id: string }

export interface Scene {
  /** Only those that had a container: the others have no output. */
  readonly tasks: readonly Task[]
  readonly nodes: ReadonlyMap<string, SwarmNode>
}

/** Resolves a name or id. @throws AppError `engine.notFound` */
export async function findTarget(
  engine: Engine,
  target: LogQuery['target'],
  signal: AbortSignal,
): Promise<LogTarget> {
  if (target.kind === 'service') {
    const service = normalizeService(await inspectService(engine, target.id, signal))
    return { kind: 'service', id: service.id, service }
  }
  const [task] = await readTask(engine, target.id, signal)
  return { kind: 'task', id: task?.id ?? target.id }
}

/** @throws AppError `engine.notFound` once the target is gone */
export async function readScene(engine: Engine, target: LogTarget, signal: AbortSignal): Promise<Scene> {
  const nodes = new Map((await listNodes(engine, signal)).map((node) => [node.id, node]))
  const tasks =
    target.kind === 'task'
      ? await readTask(engine, target.id, signal)
      : await readServiceTasks(engine, target.service, nodes, signal)
  return { tasks: tasks.filter((task) => task.containerId !== null), nodes }
}

/** Asked for by its own address too, so that a removed service says so instead of having no tasks. */
async function readServiceTasks(
  engine: Engine,
  service: Pick<Service, 'id' | 'name' | 'mode'>,
  nodes: Scene['nodes'],
  signal: AbortSignal,
): Promise<Task[]> {
  await inspectService(engine, service.id, signal)
  return (await listTasksOf(engine, [service], nodes, signal)).get(service.id) ?? []
}

async function readTask(engine: Engine, id: string, signal: AbortSignal): Promise<Task[]> {
  const raw = await askJson(engine, { path: `/tasks/${encodeURIComponent(id)}`, about: `task ${id}` }, signal)
  const task = normalizeTask(raw, { service: () => undefined, nodeName: () => undefined })
  return task === null ? [] : [task]
}

/** What to call a node in a note. */
export const nodeName = (scene: Scene, id: string | null): string =>
  (id === null ? '' : scene.nodes.get(id)?.hostname) || 'A node'

/** Whether the manager can ask the task's node for its output at this moment. */
export const isReachable = (scene: Scene, task: Task): boolean =>
  task.nodeId !== null && scene.nodes.get(task.nodeId)?.state === 'ready'
