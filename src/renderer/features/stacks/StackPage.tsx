// One stack: its services and networks.
import { useCallback, useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import { shellLine } from '../../../shared/shellQuote.ts'
import { address } from '../../api/addresses.ts'
import { useCluster } from '../../api/cluster.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { DetailHead } from '../../ui/DetailHead.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FactStrip } from '../../ui/FactStrip.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ReplicaBar } from '../../ui/ReplicaBar.tsx'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ServiceBulk } from '../services/ServiceBulk.tsx'
import { serviceColumns, serviceReason } from '../services/serviceColumns.tsx'
import { stackRows } from './stackRows.ts'
import { stackStatus } from './stackStatus.ts'
import classes from './StacksPage.module.css'

const idOf = (service: Service): string => service.id
const nameOf = (service: Service): string => service.name
const byName = { column: 'name', descending: false } as const
const bulkActions = (services: readonly Service[]) => <ServiceBulk services={services} />

export function StackPage() {
  const { stack: name = '' } = useParams()
  const { connection, services, networks } = useCluster()
  const stack = useMemo(
    () => stackRows(services, networks).find((each) => each.name === name),
    [services, networks, name],
  )
  const columns = useMemo(() => serviceColumns(connection.id, false), [connection.id])
  const reason = useCallback((service: Service) => serviceReason(connection.id, service), [connection.id])
  if (stack === undefined) {
    return (
      <EmptyState title={`There is no stack ${name}`}>
        It may have been removed meanwhile, or the address is mistyped.
      </EmptyState>
    )
  }
  const { status, word } = stackStatus(stack)
  return (
    <div className={classes.page} data-fill>
      <DetailHead
        crumb={{ label: 'Stacks', to: address.stacks(connection.id) }}
        title={stack.name}
        pill={<Pill status={status}>{word}</Pill>}
      />
      <FactStrip
        facts={[
          {
            label: 'Tasks',
            value: <ReplicaBar running={stack.running} desired={stack.desired} noun="tasks" />,
          },
          { label: 'Services', value: stack.services.length },
          {
            label: 'Networks',
            value:
              stack.networks.length === 0 ? (
                'none of its own'
              ) : (
                <Link to={`${address.networks(connection.id)}?stack=${encodeURIComponent(stack.name)}`}>
                  {stack.networks.map((network) => network.name).join(', ')}
                </Link>
              ),
          },
          { label: 'Updated', value: <RelativeTime at={stack.updatedAt} suffix="ago" /> },
        ]}
      />
      <div className={classes.table}>
        <DataTable
          label={`Services of ${stack.name}`}
          rows={stack.services}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          defaultSort={byName}
          reason={reason}
          reasonColumn="name"
          href={(service) => address.service(connection.id, service.name)}
          bulk={bulkActions}
          empty={<EmptyState title="No services">Only networks of this stack are left.</EmptyState>}
        />
      </div>
      <div className={classes.command}>
        <CommandLine commands={shellLine(['docker', 'stack', 'services', stack.name])} />
      </div>
    </div>
  )
}
