// Availability and labels of a node.
import type { Action } from '../../../shared/model/action.ts'
import { labelChanges } from '../../../shared/commandLine.ts'
import { availability } from '../../../shared/model/node.ts'
import type { Engine } from '../../docker/engine.ts'
import type { Accepted } from './accepted.ts'
import { movedMeanwhile } from './changeService.ts'
import { changeNode, hostnameOf, type RawNode } from './rawNode.ts'

export type AvailabilityAction = Extract<Action, { kind: 'node.availability' }>
export type LabelsAction = Extract<Action, { kind: 'node.labels' }>
type Labels = Readonly<Record<string, string>>

/** Changes Spec.Availability only. Errors: `engine.conflict` where it is another than `from` by now. */
export async function setAvailability(
  engine: Engine,
  action: AvailabilityAction,
  signal: AbortSignal,
): Promise<Accepted> {
  const before = await changeNode(
    engine,
    action.node,
    (node) => {
      const now = availabilityOf(node)
      if (action.from !== undefined && action.from !== now) {
        throw movedMeanwhile(`The availability of ${hostnameOf(node)}`, action.from, now)
      }
      return { ...node.Spec, Availability: action.availability }
    },
    signal,
  )
  const name = hostnameOf(before)
  const was = availabilityOf(before)
  return {
    target: { kind: 'node', id: before.ID, name },
    follow:
      action.availability === 'drain'
        ? { kind: 'nodeDrains', nodeId: before.ID }
        : {
            kind: 'nothing',
            detail:
              action.availability === 'active'
                ? `${name} takes tasks again`
                : `${name} takes no new tasks; those it has go on`,
          },
    warnings: [],
    undo:
      was === action.availability
        ? null
        : { kind: 'node.availability', node: before.ID, availability: was, from: action.availability },
    action: { ...action, node: name, from: was },
  }
}

/**
 * Changes Spec.Labels only. With `from`, the difference between it and `labels` is applied, so that a label someone else
 * set meanwhile stays; a label that both touched is `engine.conflict`. Without `from`, `labels` replaces all.
 */
export async function setLabels(
  engine: Engine,
  action: LabelsAction,
  signal: AbortSignal,
): Promise<Accepted> {
  let after: Labels = {}
  const before = await changeNode(
    engine,
    action.node,
    (node) => {
      after = mergedLabels(node, action)
      return { ...node.Spec, Labels: { ...after } }
    },
    signal,
  )
  const name = hostnameOf(before)
  const was = before.Spec.Labels ?? {}
  const { added, changed, removed } = labelChanges(was, after)
  const touched = added.length + changed.length + removed.length
  return {
    target: { kind: 'node', id: before.ID, name },
    follow: { kind: 'nothing', detail: touched === 1 ? '1 label changed' : `${touched} labels changed` },
    warnings: [],
    undo:
      touched === 0
        ? null
        : { kind: 'node.labels', node: before.ID, labels: nameable(was), from: nameable(after) },
    action: { ...action, node: name, labels: nameable(after), from: nameable(was) },
  }
}

/** An action cannot name a label called __proto__; left out of both sides, it stays on the node as it is. */
const nameable = (labels: Labels): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => key !== '__proto__'))

/** The labels a node has after the action. */
export function mergedLabels(node: RawNode, { labels, from }: LabelsAction): Labels {
  if (from === undefined) return labels
  const now: Labels = node.Spec.Labels ?? {}
  const { added, changed, removed } = labelChanges(from, labels)
  const merged: Record<string, string> = { ...now }
  for (const key of [...added, ...changed, ...removed]) {
    const was = valueOf(from, key)
    const is = valueOf(now, key)
    const value = valueOf(labels, key)
    if (was !== is && is !== value) {
      throw movedMeanwhile(`The label ${key} of ${hostnameOf(node)}`, was, is, labelInWords)
    }
    if (value === undefined) delete merged[key]
    else merged[key] = value
  }
  return merged
}

/** A label may be called like what every object inherits, `constructor` for instance. */
const valueOf = (labels: Labels, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined

const labelInWords = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : 'not set')

const availabilityOf = (node: RawNode): AvailabilityAction['availability'] =>
  availability.safeParse(node.Spec.Availability).data ?? 'active'
