// A table of tasks with the reason of each failure, for a service or for a node.
import { useMemo } from 'react'
import type { Task } from '../../../shared/model/task.ts'
import { useCluster } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { taskColumns } from './taskColumns.tsx'
import { pastTasks } from './taskOrder.ts'

export interface TaskTableProps {
  readonly label: string
  /** null: not read yet. */
  readonly tasks: readonly Task[] | null
  readonly withEnded: boolean
  /** What the page is already about, so that its column is left out. */
  readonly of: 'service' | 'node'
}

const idOf = (task: Task): string => task.id
const nameOf = (task: Task): string => task.name
const byState = { column: 'state', descending: false } as const
const none: readonly Task[] = []

export function TaskTable({ label, tasks, withEnded, of }: TaskTableProps) {
  const { connection, nodesById, servicesById } = useCluster()
  const past = useMemo(() => pastTasks(tasks ?? none), [tasks])
  const rows = useMemo(
    () => (withEnded ? (tasks ?? none) : (tasks ?? none).filter((task) => !past.has(task.id))),
    [tasks, past, withEnded],
  )
  const columns = useMemo(
    () => taskColumns({ connectionId: connection.id, nodesById, servicesById, past, of }),
    [connection.id, nodesById, servicesById, past, of],
  )
  return (
    <DataTable
      label={label}
      rows={rows}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      defaultSort={byState}
      quiet={(task) => past.has(task.id)}
      loading={tasks === null ? 'Reading tasks' : null}
      empty={
        <EmptyState title="No tasks">
          {withEnded ? 'The engine remembers no task here.' : 'Nothing runs here now.'}
        </EmptyState>
      }
    />
  )
}
