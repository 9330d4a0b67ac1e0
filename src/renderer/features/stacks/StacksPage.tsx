// All stacks of the cluster in one table.
import { useMemo } from 'react'
import { address } from '../../api/addresses.ts'
import { useCluster } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { stackColumns } from './stackColumns.tsx'
import { stackRows, type StackRow } from './stackRows.ts'
import classes from './StacksPage.module.css'

const nameOf = (stack: StackRow): string => stack.name
const byName = { column: 'name', descending: false } as const

export function StacksPage() {
  const { connection, services, networks } = useCluster()
  const rows = useMemo(() => stackRows(services, networks), [services, networks])
  const columns = useMemo(() => stackColumns(connection.id), [connection.id])
  return (
    <div className={classes.page} data-fill>
      <DataTable
        label="Stacks"
        title="Stacks"
        rows={rows}
        columns={columns}
        rowId={nameOf}
        rowName={nameOf}
        defaultSort={byName}
        href={(stack) => address.stack(connection.id, stack.name)}
        empty={
          <EmptyState title="No stacks yet">
            A stack is a set of services from one compose file. Deploy one with docker stack deploy and it
            shows here.
          </EmptyState>
        }
      />
    </div>
  )
}
