// The figures of a cluster in words, the same that REST and metrics give. Pure.
import type { ClusterStatistics } from '../../../shared/model/cluster.ts'
import { formatCount, formatPlural } from '../../ui/format.ts'

export interface FigureFact {
  readonly label: string
  readonly value: string
}

/** What is none is left out, but for the totals. */
export function figureFacts({
  nodes,
  services,
  replicas,
  tasks,
  stacks,
  networks,
}: ClusterStatistics): readonly FigureFact[] {
  return [
    {
      label: 'Nodes',
      value: total(nodes.total, [
        part(nodes.managers, 'manager'),
        part(nodes.workers, 'worker'),
        nodes.ready === nodes.total ? null : `${formatCount(nodes.ready)} ready`,
        word(nodes.down, 'down'),
        word(nodes.drained, 'drained'),
        word(nodes.paused, 'paused'),
      ]),
    },
    {
      label: 'Services',
      value: total(services.total, [
        word(services.replicated, 'replicated'),
        word(services.global, 'global'),
        part(services.jobs, 'job'),
      ]),
    },
    {
      label: 'Replicas running',
      value: `${formatCount(replicas.running)} of ${formatCount(replicas.desired)}`,
    },
    {
      label: 'Tasks, ended ones too',
      value: total(
        tasks.total,
        Object.entries(tasks.byState)
          .sort(([a, m], [b, n]) => Number(b === 'running') - Number(a === 'running') || n - m)
          .map(([state, count]) => word(count, state)),
      ),
    },
    { label: 'Stacks', value: formatCount(stacks) },
    { label: 'Networks', value: formatCount(networks) },
  ]
}

const part = (count: number, one: string): string | null => (count === 0 ? null : formatPlural(count, one))
const word = (count: number, what: string): string | null =>
  count === 0 ? null : `${formatCount(count)} ${what}`

function total(count: number, parts: readonly (string | null)[]): string {
  const told = parts.filter((each) => each !== null)
  return told.length === 0 ? formatCount(count) : `${formatCount(count)}: ${told.join(', ')}`
}
