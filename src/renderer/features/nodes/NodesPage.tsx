// All nodes of the cluster in one table.
import { useMemo, type ReactNode } from 'react'
import type { Task } from '../../../shared/model/task.ts'
import { address } from '../../api/addresses.ts'
import { useCluster } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { Status } from '../../ui/status.ts'
import type { Facet } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { NodeBulk } from './NodeBulk.tsx'
import { nodeColumns, nodeReason, nodeStatusOrder, statusOfRow, type NodeRow } from './nodeColumns.tsx'
import { availabilityWord, labelList, roleWord } from './nodeWords.ts'
import classes from './NodesPage.module.css'

const idOf = (row: NodeRow): string => row.node.id
const nameOf = (row: NodeRow): string => row.node.hostname
const byName = { column: 'name', descending: false } as const
const noTasks: readonly Task[] = []
const bulkActions = (rows: readonly NodeRow[]) => <NodeBulk nodes={rows.map((row) => row.node)} />

const glyphs: Readonly<Record<string, Status>> = {
  Down: 'bad',
  'Out of reach': 'bad',
  Unreachable: 'bad',
  Draining: 'hold',
  Drained: 'hold',
  Paused: 'hold',
  Unknown: 'idle',
  Ready: 'ok',
}
const renderStatus = (word: string): ReactNode => (
  <>
    <StatusGlyph status={glyphs[word] ?? 'idle'} size={13} />
    {word}
  </>
)

const facets: readonly Facet<NodeRow>[] = [
  {
    id: 'status',
    label: 'Status',
    kind: 'joined',
    of: (row) => statusOfRow(row).word,
    order: nodeStatusOrder,
    render: renderStatus,
  },
  { id: 'role', label: 'Role', kind: 'menu', of: ({ node }) => roleWord(node) },
  {
    id: 'availability',
    label: 'Availability',
    kind: 'menu',
    of: ({ node }) => availabilityWord(node.availability),
  },
  { id: 'label', label: 'Label', kind: 'menu', of: ({ node }) => labelList(node.labels) },
]

export function NodesPage() {
  const { connection, nodes, tasksByNode } = useCluster()
  const columns = useMemo(() => nodeColumns(connection.id), [connection.id])
  const rows = useMemo<readonly NodeRow[]>(
    () =>
      nodes.map((node) => {
        const tasks = (tasksByNode.get(node.id) ?? noTasks).filter(isPresent)
        return { node, tasks, running: tasks.filter((task) => task.phase === 'running').length }
      }),
    [nodes, tasksByNode],
  )
  return (
    <div className={classes.page} data-fill>
      <DataTable
        label="Nodes"
        title="Nodes"
        rows={rows}
        columns={columns}
        facets={facets}
        rowId={idOf}
        rowName={nameOf}
        defaultSort={byName}
        reason={nodeReason}
        reasonColumn="name"
        href={(row) => address.node(connection.id, row.node.id)}
        bulk={bulkActions}
        empty={
          <EmptyState title="No nodes">A node joins with the docker swarm join line of a manager.</EmptyState>
        }
      />
    </div>
  )
}

/** Tasks that are over are history, not load. */
const isPresent = (task: Task): boolean =>
  task.phase !== 'ended' && task.phase !== 'complete' && task.phase !== 'failed'
