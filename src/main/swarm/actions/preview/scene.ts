// What a preview is computed from: the service or node as the engine has it now, and the live picture around it.
import type { Consequence } from '../../../../shared/model/action.ts'
import type { SwarmNode } from '../../../../shared/model/node.ts'
import type { Service } from '../../../../shared/model/service.ts'
import type { Task } from '../../../../shared/model/task.ts'
import type { RawService } from '../rawService.ts'

export interface ServiceScene {
  readonly service: Service
  readonly raw: RawService
  /** All it remembers. */
  readonly tasks: readonly Task[]
  readonly nodes: ReadonlyMap<string, SwarmNode>
  /** Every service, to see whose ports and names are taken. */
  readonly services: ReadonlyMap<string, Service>
}

export const consequence = (tone: Consequence['tone'], text: string, detail = ''): Consequence => ({
  tone,
  text,
  detail,
})

/** `1 task`, `3 tasks`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 4): string {
  const shown =
    names.length <= most ? names : [...names.slice(0, most - 1), `${names.length - most + 1} more`]
  if (shown.length <= 1) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}

/** Those that run or are about to. */
export const liveTasks = (tasks: readonly Task[]): Task[] =>
  tasks.filter(({ phase }) => phase === 'running' || phase === 'starting' || phase === 'pending')

/** `web.1 on node2`. */
export const placed = (task: Task, nodes: ReadonlyMap<string, SwarmNode>): string => {
  const node = task.nodeId === null ? undefined : nodes.get(task.nodeId)?.hostname
  return node === undefined ? task.name : `${task.name} on ${node}`
}

/** `8080/tcp`. */
export const portsInWords = (ports: Service['ports']): string[] =>
  ports.filter(({ published }) => published !== null).map((port) => `${port.published}/${port.protocol}`)
