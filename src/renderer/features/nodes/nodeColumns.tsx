// The columns of the table of nodes.
import { Link } from 'react-router'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Task } from '../../../shared/model/task.ts'
import { address } from '../../api/addresses.ts'
import { Dash } from '../../ui/Dash.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { ObjectName } from '../../ui/ObjectName.tsx'
import { nodeStatus } from '../../ui/status.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column, RowReason } from '../../ui/table/column.ts'
import { NodeTasks } from './NodeTasks.tsx'
import { availabilityWord, labelList, roleWord } from './nodeWords.ts'
import classes from './NodesPage.module.css'

/** A node and the tasks on it that are not over. */
export interface NodeRow {
  readonly node: SwarmNode
  readonly tasks: readonly Task[]
  readonly running: number
}

export const nodeStatusOrder = [
  'Down',
  'Out of reach',
  'Unreachable',
  'Draining',
  'Drained',
  'Paused',
  'Unknown',
  'Ready',
] as const

export const statusOfRow = ({ node, running }: NodeRow) => nodeStatus(node, running)

export function nodeColumns(connectionId: string): readonly Column<NodeRow>[] {
  return [
    {
      id: 'status',
      label: 'Status',
      width: 112,
      hideable: false,
      sortBy: (row) => nodeStatusOrder.findIndex((each) => each === statusOfRow(row).word),
      text: (row) => statusOfRow(row).word,
      cell: (row) => {
        const { status, word } = statusOfRow(row)
        return <StatusWord status={status}>{word}</StatusWord>
      },
    },
    {
      id: 'name',
      label: 'Name',
      width: 150,
      grow: true,
      hideable: false,
      sortBy: ({ node }) => node.hostname,
      cell: ({ node }) => (
        <Link to={address.node(connectionId, node.id)} title={node.id}>
          <ObjectName name={node.hostname} />
        </Link>
      ),
    },
    {
      id: 'role',
      label: 'Role',
      width: 84,
      sortBy: ({ node }) => roleWord(node),
      text: ({ node }) => roleWord(node),
      cell: ({ node }) =>
        roleWord(node) === 'Leader' ? <span className={classes.leader}>Leader</span> : roleWord(node),
    },
    {
      id: 'availability',
      label: 'Availability',
      width: 92,
      priority: 2,
      sortBy: ({ node }) => node.availability,
      text: ({ node }) => availabilityWord(node.availability),
      cell: ({ node }) => availabilityWord(node.availability),
    },
    {
      id: 'tasks',
      label: 'Tasks',
      width: 160,
      sortBy: (row) => row.running,
      cell: ({ node, tasks }) => <NodeTasks name={node.hostname} tasks={tasks} />,
    },
    {
      id: 'engine',
      label: 'Engine',
      width: 84,
      priority: 3,
      sortBy: ({ node }) => node.engineVersion,
      text: ({ node }) => node.engineVersion,
      cell: ({ node }) => node.engineVersion,
    },
    {
      id: 'address',
      label: 'Address',
      width: 130,
      sortBy: ({ node }) => node.address,
      text: ({ node }) => node.address,
      cell: ({ node }) =>
        node.address === '' ? (
          <Dash label="no address" />
        ) : (
          <span className={classes.mono}>{node.address}</span>
        ),
    },
    {
      id: 'cores',
      label: 'Cores',
      width: 66,
      align: 'right',
      priority: 4,
      sortBy: ({ node }) => node.nanoCpus,
      cell: ({ node }) => formatCount(Math.round(node.nanoCpus / 1e9)),
    },
    {
      id: 'memory',
      label: 'Memory',
      width: 84,
      align: 'right',
      priority: 4,
      sortBy: ({ node }) => node.memoryBytes,
      cell: ({ node }) => formatBytes(node.memoryBytes),
    },
    {
      id: 'labels',
      label: 'Labels',
      width: 160,
      grow: true,
      priority: 5,
      sortBy: ({ node }) => labelList(node.labels).join(' ') || null,
      text: ({ node }) => labelList(node.labels).join(' '),
      cell: ({ node }) => {
        const labels = labelList(node.labels)
        return labels.length === 0 ? (
          <Dash label="no labels" />
        ) : (
          <span className={classes.mono} title={labels.join('\n')}>
            {labels.join(', ')}
          </span>
        )
      },
    },
  ]
}

/** The engine's own message where a node does not answer. */
export function nodeReason(row: NodeRow): RowReason | null {
  const { status } = statusOfRow(row)
  return status === 'bad' && row.node.message !== '' ? { status, text: row.node.message } : null
}
