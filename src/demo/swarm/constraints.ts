// Placement constraints as swarmkit reads them (constraint.Parse and NodeMatches).
import { rpcRefusal } from '../refusal.ts'
import type { DemoNode } from '../objects.ts'

export interface Constraint {
  readonly key: string
  readonly equal: boolean
  readonly value: string
}

const known = new Map<string, readonly Constraint[]>()

/**
 * @throws Refusal with swarmkit's words where one cannot be read.
 */
export function parseConstraints(texts: readonly string[] | null | undefined): readonly Constraint[] {
  if (!texts || texts.length === 0) return []
  const key = texts.join('\n')
  const before = known.get(key)
  if (before) return before
  const parsed = texts.map(parse)
  if (known.size > 5000) known.clear()
  known.set(key, parsed)
  return parsed
}

export function satisfies(node: DemoNode, constraints: readonly Constraint[]): boolean {
  return constraints.every((constraint) => {
    const actual = valueOf(node, constraint.key)
    if (actual === undefined) return false
    const same = actual.toLowerCase() === constraint.value.toLowerCase()
    return same === constraint.equal
  })
}

function parse(text: string): Constraint {
  const found = /^\s*([^=!]*?)\s*(==|!=)\s*(.*?)\s*$/.exec(text)
  if (!found) throw rpcRefusal(400, 'Unknown', 'constraint expected one operator from ==, !=')
  const [, key = '', operator, value = ''] = found
  if (!/^[a-z_][a-z0-9\-_.]+$/i.test(key)) throw rpcRefusal(400, 'Unknown', `key '${key}' is invalid`)
  if (!/^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i.test(value))
    throw rpcRefusal(400, 'Unknown', `value '${value}' is invalid`)
  return { key, equal: operator === '==', value }
}

/** undefined: no such property, so that nothing matches; an absent label is an empty text. */
function valueOf(node: DemoNode, key: string): string | undefined {
  const lower = key.toLowerCase()
  if (lower === 'node.id') return node.ID
  if (lower === 'node.hostname') return node.Description.Hostname
  if (lower === 'node.ip') return node.Status.Addr
  if (lower === 'node.role') return node.Spec.Role
  if (lower === 'node.platform.os') return node.Description.Platform.OS
  if (lower === 'node.platform.arch') return node.Description.Platform.Architecture
  if (lower.startsWith('node.labels.')) return node.Spec.Labels[key.slice('node.labels.'.length)] ?? ''
  if (lower.startsWith('engine.labels.'))
    return node.Description.Engine.Labels?.[key.slice('engine.labels.'.length)] ?? ''
  return undefined
}
