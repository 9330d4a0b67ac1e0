// What of a cluster is not as asked, or is changing: the services and nodes to look at, the loudest first. Pure.
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Service } from '../../../shared/model/service.ts'
import type { ClusterObjects } from '../../api/applyChanges.ts'
import { formatPlural } from '../../ui/format.ts'
import { nodeStatus, serviceStatus, type Status } from '../../ui/status.ts'
import { presentTasks } from './nodeTiles.ts'

export interface Unsettled {
  readonly kind: 'service' | 'node'
  readonly id: string
  readonly name: string
  readonly status: Status
  /** What is the matter, after the name. */
  readonly what: string
  /** Why, where known. */
  readonly why: string
  /** null where nothing can be counted. */
  readonly replicas: { readonly running: number; readonly desired: number } | null
}

const loudness: readonly Status[] = ['bad', 'warn', 'busy', 'hold']

export function unsettled(
  objects: Pick<ClusterObjects, 'nodes' | 'services' | 'tasksByNode'>,
): readonly Unsettled[] {
  const services = objects.services.filter(isUnsettled).map(serviceItem)
  const nodes = objects.nodes.flatMap((node) =>
    nodeItem(node, presentTasks(objects.tasksByNode.get(node.id) ?? []).length),
  )
  return [...services, ...nodes].sort((a, b) => loudness.indexOf(a.status) - loudness.indexOf(b.status))
}

const isUnsettled = ({ health }: Service): boolean =>
  health !== 'running' && health !== 'complete' && health !== 'stopped'

function serviceItem(service: Service): Unsettled {
  const { id, name, running, desired, reason, update } = service
  return {
    kind: 'service',
    id,
    name,
    status: isJob(service) ? 'warn' : serviceStatus(service).status,
    what: serviceWhat(service),
    why: reason?.plain ?? update.message,
    replicas: isJob(service) ? null : { running, desired },
  }
}

const isJob = ({ mode }: Service): boolean => mode.kind === 'replicated-job' || mode.kind === 'global-job'

function serviceWhat(service: Service): string {
  const { health, running, desired, completed, mode } = service
  if (mode.kind === 'replicated-job') return `has completed ${completed} of ${mode.total}`
  if (isJob(service)) return 'has not completed'
  switch (health) {
    case 'updating':
      return 'is updating'
    case 'rollingBack':
      return 'is rolling back'
    case 'paused':
      return 'stopped its update half-way'
    case 'degraded':
    case 'running':
    case 'complete':
    case 'stopped':
      return running === 0
        ? `runs none of ${formatPlural(desired, 'replica')}`
        : `lacks ${formatPlural(Math.max(0, desired - running), 'replica')}`
  }
  return ''
}

function nodeItem(node: SwarmNode, taskCount: number): readonly Unsettled[] {
  const { status, word } = nodeStatus(node, taskCount)
  const isLeaving = node.availability === 'drain' && taskCount > 0
  if (status !== 'bad' && !isLeaving) return []
  return [
    {
      kind: 'node',
      id: node.id,
      name: node.hostname,
      status,
      what:
        isLeaving && status !== 'bad'
          ? `drains, ${formatPlural(taskCount, 'task')} left`
          : `is ${word.toLowerCase()}`,
      why: node.message,
      replicas: null,
    },
  ]
}
