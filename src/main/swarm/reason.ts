// Why a service is not as asked: the cause in plain words, from its tasks, with the engine's own text beside it.
import { assertNever } from '../../shared/errors.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import { failureInWords } from './failureInWords.ts'
import { schedulingInWords } from './schedulingInWords.ts'
import { placeOf } from './taskOrder.ts'

export type Reason = NonNullable<Service['reason']>
type Nodes = ReadonlyMap<string, Pick<SwarmNode, 'hostname'>>

/**
 * The reason, or null where the service is as asked or nothing is known yet.
 * @param tasks all tasks of the service the engine remembers @param now milliseconds
 */
export function serviceReason(
  service: Service,
  tasks: readonly Task[],
  nodes: Nodes,
  now: number,
): Reason | null {
  const cause = causeOf(service, tasks, nodes, now)
  switch (service.health) {
    case 'paused':
      return paused(service, cause)
    case 'updating':
    case 'rollingBack':
      return cause
    case 'degraded':
      return cause ?? waiting(service, tasks)
    case 'running':
    case 'complete':
    case 'stopped':
      return null
    default:
      return assertNever(service.health)
  }
}

function paused(service: Service, cause: Reason | null): Reason {
  const back = service.update.state === 'rollback_paused'
  const what = back ? 'The rollback is paused' : 'The update is paused'
  const engine = service.update.message === '' ? null : service.update.message
  if (cause === null) return { plain: what, engine }
  const why = cause.plain.charAt(0).toLowerCase() + cause.plain.slice(1)
  return { plain: `${what}: ${why}`, engine: engine ?? cause.engine }
}

/** What keeps the places that do not run from running: no node for them, or failures. */
function causeOf(service: Service, tasks: readonly Task[], nodes: Nodes, now: number): Reason | null {
  const stuck = tasks.find((task) => task.phase === 'pending' && task.error !== null)
  if (stuck !== undefined && stuck.error !== null) {
    return { plain: schedulingInWords(stuck.error, service), engine: stuck.error }
  }
  const failures = openFailures(tasks)
  const newest = failures[0]
  if (newest === undefined) return null
  const recent = tasks.filter((task) => task.phase === 'failed' && now - Date.parse(task.since) <= 60_000)
  const node = newest.nodeId === null ? null : (nodes.get(newest.nodeId)?.hostname ?? null)
  return {
    plain: failureInWords(newest, { failuresInLastMinute: recent.length, node, ports: service.ports }),
    engine: newest.error ?? (newest.message === '' ? null : newest.message),
  }
}

/** The failed tasks, newest first, of places where nothing runs since. */
export function openFailures(tasks: readonly Task[]): Task[] {
  const running = new Set(tasks.filter((task) => task.phase === 'running').map(placeOf))
  return tasks
    .filter((task) => task.phase === 'failed' && !running.has(placeOf(task)))
    .sort((a, b) => b.since.localeCompare(a.since))
}

function waiting(service: Service, tasks: readonly Task[]): Reason | null {
  const missing = service.desired - service.running
  const starting = tasks.filter((task) => task.phase === 'starting').length
  if (starting > 0) {
    return { plain: starting === 1 ? 'One task is starting' : `${starting} tasks are starting`, engine: null }
  }
  const pending = tasks.filter((task) => task.phase === 'pending')
  const [first] = pending
  if (first === undefined || missing <= 0) return null
  return {
    plain: pending.length === 1 ? 'One task waits for a node' : `${pending.length} tasks wait for a node`,
    engine: first.message === '' ? null : first.message,
  }
}
