// What keeps a service's tasks from running, in one clause with the engine's own text behind it.
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import { failureInWords } from '../swarm/failureInWords.ts'
import { openFailures } from '../swarm/reason.ts'
import { schedulingInWords } from '../swarm/schedulingInWords.ts'

export interface Trouble {
  readonly service: Pick<Service, 'constraints' | 'ports'>
  readonly tasks: readonly Task[]
  readonly nodes: ReadonlyMap<string, Pick<SwarmNode, 'hostname'>>
}

/** As in `no node meets its constraints (node.role==x): no suitable node (…)`; null where nothing is wrong so far. */
export function troubleOf({ service, tasks, nodes }: Trouble): string | null {
  const stuck = tasks.find((task) => task.phase === 'pending' && task.error !== null)
  if (stuck !== undefined && stuck.error !== null) {
    return withEngineText(schedulingInWords(stuck.error, service), stuck.error)
  }
  const [failure] = openFailures(tasks)
  if (failure === undefined) return null
  const node = failure.nodeId === null ? null : (nodes.get(failure.nodeId)?.hostname ?? null)
  const plain = failureInWords(failure, { failuresInLastMinute: 0, node, ports: service.ports })
  return withEngineText(plain, failure.error ?? failure.message)
}

function withEngineText(plain: string, engine: string): string {
  const clause = plain.charAt(0).toLowerCase() + plain.slice(1)
  return engine === '' ? clause : `${clause} (engine: ${engine})`
}
