// Reading nodes.
import { AppError } from '../../shared/errors.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { listOf } from './records/fields.ts'
import { normalizeNode } from './records/nodeRecord.ts'

/** All nodes, managers first, then by name. GET /nodes. */
export async function listNodes(engine: Engine, signal: AbortSignal): Promise<SwarmNode[]> {
  const raw = await askJson(engine, { path: '/nodes', about: 'the nodes' }, signal)
  return listOf(raw, 'the nodes')
    .map(normalizeNode)
    .sort((a, b) => a.role.localeCompare(b.role) || byName(a.hostname, b.hostname))
}

/**
 * One node by id or host name. GET /nodes/ID.
 * @throws AppError `engine.notFound`; `input.invalid` where several nodes share that name
 */
export async function getNode(engine: Engine, reference: string, signal: AbortSignal): Promise<SwarmNode> {
  return normalizeNode(await inspectNode(engine, reference, signal))
}

/** The engine's own object. GET /nodes/ID. @throws as getNode */
export async function inspectNode(engine: Engine, reference: string, signal: AbortSignal): Promise<unknown> {
  const about = `node ${reference}`
  const raw = await askJson(engine, { path: `/nodes/${encodeURIComponent(reference)}`, about }, signal)
  const node = normalizeNode(raw)
  // The engine takes any beginning of an id; a mistyped name must not become another node
  const meant = node.id === reference || node.hostname === reference || isIdPrefix(node.id, reference)
  if (!meant) throw new AppError('engine.notFound', `There is no ${about}.`)
  return raw
}

/** Ids may be shortened as this app itself shows them, but not down to a letter or two. */
export const isIdPrefix = (id: string, reference: string): boolean =>
  reference.length >= 8 && id.startsWith(reference)

const collator = new Intl.Collator('en', { numeric: true })
export const byName = (a: string, b: string): number => collator.compare(a, b)
