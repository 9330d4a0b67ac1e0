// The seven statuses of the look, and which one a service, node or task has, with its word.
import { assertNever } from '../../shared/errors.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service, ServiceHealth } from '../../shared/model/service.ts'
import type { Task, TaskPhase } from '../../shared/model/task.ts'

export type Status = 'ok' | 'busy' | 'warn' | 'bad' | 'hold' | 'done' | 'idle'

/** A status with the word that always stands beside its glyph. */
export interface StatusAndWord {
  readonly status: Status
  readonly word: string
}

const healthWords: Readonly<Record<ServiceHealth, StatusAndWord>> = {
  running: { status: 'ok', word: 'Running' },
  updating: { status: 'busy', word: 'Updating' },
  rollingBack: { status: 'busy', word: 'Rolling back' },
  paused: { status: 'hold', word: 'Paused' },
  degraded: { status: 'warn', word: 'Degraded' },
  complete: { status: 'done', word: 'Complete' },
  stopped: { status: 'idle', word: 'Stopped' },
}

/** The word for a service's or stack's health. */
export const healthStatus = (health: ServiceHealth): StatusAndWord => healthWords[health]

/** A service: `Down` where replicas are asked for and none runs, else the word of its health. */
export function serviceStatus(service: Pick<Service, 'health' | 'running' | 'desired'>): StatusAndWord {
  if (service.health === 'degraded' && service.running === 0 && service.desired > 0)
    return { status: 'bad', word: 'Down' }
  return healthWords[service.health]
}

/** A node: out of reach before anything else, then what was asked of it, then ready. */
export function nodeStatus(
  node: Pick<SwarmNode, 'state' | 'availability' | 'manager'>,
  runningTasks = 0,
): StatusAndWord {
  if (node.state === 'down') return { status: 'bad', word: 'Down' }
  if (node.state === 'disconnected') return { status: 'bad', word: 'Out of reach' }
  if (node.manager?.reachability === 'unreachable') return { status: 'bad', word: 'Unreachable' }
  if (node.availability === 'drain')
    return { status: 'hold', word: runningTasks > 0 ? 'Draining' : 'Drained' }
  if (node.availability === 'pause') return { status: 'hold', word: 'Paused' }
  if (node.state === 'unknown') return { status: 'idle', word: 'Unknown' }
  return { status: 'ok', word: 'Ready' }
}

/** A task, by the engine's state and where it is heading. */
export function taskStatus(task: Pick<Task, 'state' | 'desiredState' | 'phase'>): StatusAndWord {
  switch (task.phase) {
    case 'stopping':
      return { status: 'hold', word: 'Stopping' }
    case 'pending':
      return { status: 'warn', word: 'Pending' }
    case 'running':
      return { status: 'ok', word: 'Running' }
    case 'complete':
      return { status: 'done', word: 'Complete' }
    case 'starting':
      return { status: 'busy', word: startingWords[task.state] ?? 'Starting' }
    case 'failed':
      return task.state === 'rejected'
        ? { status: 'bad', word: 'Rejected' }
        : { status: 'bad', word: 'Failed' }
    case 'ended':
      if (task.state === 'orphaned') return { status: 'idle', word: 'Orphaned' }
      return { status: 'idle', word: 'Shut down' }
    default:
      return assertNever(task.phase)
  }
}

const startingWords: Readonly<Partial<Record<Task['state'], string>>> = {
  preparing: 'Preparing',
  assigned: 'Assigned',
  accepted: 'Accepted',
}

/** The status and the plural-free word of a comb cell's phase, as the legend names it. */
export const phaseWords: Readonly<Record<TaskPhase, StatusAndWord>> = {
  running: { status: 'ok', word: 'Running' },
  starting: { status: 'busy', word: 'Starting' },
  stopping: { status: 'hold', word: 'Stopping' },
  pending: { status: 'warn', word: 'Without a node' },
  failed: { status: 'bad', word: 'Failed' },
  complete: { status: 'done', word: 'Complete' },
  ended: { status: 'idle', word: 'Ended' },
}
