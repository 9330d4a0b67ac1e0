// All networks the manager knows, and which services are in them.
import { useMemo } from 'react'
import { useCluster } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Facet } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { networkColumns } from './networkColumns.tsx'
import { networkRows, type NetworkRow } from './networkRows.ts'
import classes from './NetworksPage.module.css'

const idOf = (row: NetworkRow): string => row.network.id
const nameOf = (row: NetworkRow): string => row.network.name
const byName = { column: 'name', descending: false } as const
const facets: readonly Facet<NetworkRow>[] = [
  {
    id: 'scope',
    label: 'Scope',
    kind: 'joined',
    of: ({ network }) => network.scope,
    order: ['swarm', 'local', 'global'],
  },
  { id: 'driver', label: 'Driver', kind: 'menu', of: ({ network }) => network.driver },
  { id: 'stack', label: 'Stack', kind: 'menu', of: ({ network }) => network.stack ?? 'no stack' },
]

export function NetworksPage() {
  const { connection, networks, services } = useCluster()
  const rows = useMemo(() => networkRows(networks, services), [networks, services])
  const columns = useMemo(() => networkColumns(connection.id), [connection.id])
  return (
    <div className={classes.page} data-fill>
      <DataTable
        label="Networks"
        title="Networks"
        rows={rows}
        columns={columns}
        facets={facets}
        rowId={idOf}
        rowName={nameOf}
        defaultSort={byName}
        empty={
          <EmptyState title="No networks">
            An overlay network connects the tasks of services across nodes. Create one with docker network
            create -d overlay.
          </EmptyState>
        }
      />
    </div>
  )
}
