// What the sidebar says beside each place: how many there are, and the worst that is among them. Pure.
import type { ClusterObjects } from '../../api/applyChanges.ts'
import { nodeStatus, serviceStatus, type Status, type StatusAndWord } from '../../ui/status.ts'

export interface PlaceFigure {
  readonly count: number
  /** null where nothing stands out. */
  readonly worst: Status | null
  /** The word that goes with `worst`. */
  readonly word: string | null
}

/** From loud to quiet; what is well or done on purpose is not shown. */
const loud: readonly Status[] = ['bad', 'warn', 'hold', 'busy']

export function nodesFigure({ nodes, tasksByNode }: ClusterObjects): PlaceFigure {
  return figure(
    nodes.length,
    nodes.map((node) => nodeStatus(node, tasksByNode.get(node.id)?.length ?? 0)),
  )
}

export const servicesFigure = ({ services }: ClusterObjects): PlaceFigure =>
  figure(services.length, services.map(serviceStatus))

export const stacksFigure = ({ services }: ClusterObjects): PlaceFigure =>
  figure(new Set(services.flatMap((each) => each.stack ?? [])).size, [])

export const networksFigure = ({ networks }: ClusterObjects): PlaceFigure => figure(networks.length, [])

function figure(count: number, statuses: readonly StatusAndWord[]): PlaceFigure {
  for (const status of loud) {
    const found = statuses.find((each) => each.status === status)
    if (found) return { count, worst: status, word: found.word }
  }
  return { count, worst: null, word: null }
}
