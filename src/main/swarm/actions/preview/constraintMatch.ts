// Which nodes a service's placement constraints allow, by the rules of swarmkit's constraint package.
import type { SwarmNode } from '../../../../shared/model/node.ts'

/** Whether a node meets every constraint. One that cannot be judged from here (node.ip) counts as met. */
export const meetsConstraints = (node: SwarmNode, constraints: readonly string[]): boolean =>
  constraints.every((constraint) => meets(node, constraint))

/** The ready, active nodes that meet every constraint. */
export function fittingNodes(nodes: Iterable<SwarmNode>, constraints: readonly string[]): SwarmNode[] {
  return [...nodes].filter(
    (node) => node.state === 'ready' && node.availability === 'active' && meetsConstraints(node, constraints),
  )
}

/** The node label a constraint depends on, or null. */
export const labelKeyOf = (constraint: string): string | null =>
  /^node\.labels\.(.+?)\s*(?:==|!=)/i.exec(constraint)?.[1] ?? null

function meets(node: SwarmNode, constraint: string): boolean {
  const match = /^(.+?)\s*(==|!=)\s*(.*)$/.exec(constraint.trim())
  if (match === null) return true
  const [, key = '', operator = '', wanted = ''] = match
  const values = valuesOf(node, key)
  if (values === null) return true
  // Keys of labels are exact, values are compared without regard to case.
  const equal = values.some((value) => value.toLowerCase() === wanted.trim().toLowerCase())
  return operator === '==' ? equal : !equal
}

/** All spellings of what the node has there; null where it cannot be known here. */
function valuesOf(node: SwarmNode, key: string): readonly string[] | null {
  const lower = key.toLowerCase()
  if (lower.startsWith('node.labels.')) return [node.labels[key.slice('node.labels.'.length)] ?? '']
  if (lower.startsWith('engine.labels.')) return [node.engineLabels[key.slice('engine.labels.'.length)] ?? '']
  switch (lower) {
    case 'node.id':
      return [node.id]
    case 'node.hostname':
      return [node.hostname]
    case 'node.role':
      return [node.role]
    case 'node.platform.os':
      return [node.os]
    case 'node.platform.arch':
      return spellingsOf(node.architecture)
    default:
      return null
  }
}

/** The kernel's and Go's names for the same processor both count. */
function spellingsOf(architecture: string): readonly string[] {
  const pairs: Readonly<Record<string, string>> = {
    x86_64: 'amd64',
    amd64: 'x86_64',
    aarch64: 'arm64',
    arm64: 'aarch64',
  }
  const other = pairs[architecture]
  return other === undefined ? [architecture] : [architecture, other]
}
