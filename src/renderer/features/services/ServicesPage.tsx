// All services of the cluster in one table.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import { address } from '../../api/addresses.ts'
import { useCluster } from '../../api/cluster.ts'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { useBlocked } from '../actions/useBlocked.ts'
import { ServiceBulk } from './ServiceBulk.tsx'
import { serviceColumns, serviceReason } from './serviceColumns.tsx'
import { serviceFacets } from './serviceFacets.tsx'
import classes from './ServicesPage.module.css'

const idOf = (service: Service): string => service.id
const nameOf = (service: Service): string => service.name
const bulkActions = (services: readonly Service[]) => <ServiceBulk services={services} />
const byName = { column: 'name', descending: false } as const

export function ServicesPage() {
  const { connection, services, tasksByService, nodesById } = useCluster()
  const columns = useMemo(() => serviceColumns(connection.id, true), [connection.id])
  const facets = useMemo(() => serviceFacets({ tasksByService, nodesById }), [tasksByService, nodesById])
  const reason = useCallback((service: Service) => serviceReason(connection.id, service), [connection.id])
  return (
    <div className={classes.page} data-fill>
      <DataTable
        label="Services"
        title="Services"
        rows={services}
        columns={columns}
        facets={facets}
        rowId={idOf}
        rowName={nameOf}
        defaultSort={byName}
        reason={reason}
        reasonColumn="name"
        href={(service) => address.service(connection.id, service.name)}
        bulk={bulkActions}
        create={<CreateService connectionId={connection.id} />}
        empty={
          <EmptyState title="No services yet" action={<CreateService connectionId={connection.id} />}>
            A service runs an image as one or more tasks and keeps them running, on whichever node fits.
          </EmptyState>
        }
      />
    </div>
  )
}

function CreateService({ connectionId }: { readonly connectionId: string }) {
  const navigate = useNavigate()
  const blocked = useBlocked()
  return (
    <DisabledReason reason={blocked}>
      <Button
        leftSection={<IconPlus size={15} stroke={2} aria-hidden />}
        onClick={() => void navigate(address.newService(connectionId))}
      >
        Create
      </Button>
    </DisabledReason>
  )
}
