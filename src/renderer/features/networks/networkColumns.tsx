// The columns of the table of networks.
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { Dash } from '../../ui/Dash.tsx'
import { ObjectName } from '../../ui/ObjectName.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import type { Column } from '../../ui/table/column.ts'
import { networkTraits, type NetworkRow } from './networkRows.ts'
import classes from './NetworksPage.module.css'

export function networkColumns(connectionId: string): readonly Column<NetworkRow>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      width: 200,
      hideable: false,
      sortBy: ({ network }) => network.name,
      text: ({ network }) => network.id,
      cell: ({ network }) => (
        <span title={network.id}>
          <ObjectName name={network.name} stack={network.stack} />
        </span>
      ),
    },
    {
      id: 'driver',
      label: 'Driver',
      width: 84,
      sortBy: ({ network }) => network.driver,
      text: ({ network }) => network.driver,
      cell: ({ network }) => network.driver,
    },
    {
      id: 'scope',
      label: 'Scope',
      width: 70,
      sortBy: ({ network }) => network.scope,
      cell: ({ network }) => network.scope,
    },
    {
      id: 'subnets',
      label: 'Subnets',
      width: 150,
      sortBy: ({ network }) => network.subnets[0] ?? null,
      text: ({ network }) => network.subnets.join(' '),
      cell: ({ network }) =>
        network.subnets.length === 0 ? (
          <Dash label="no subnets" />
        ) : (
          <span className={classes.mono}>{network.subnets.join(', ')}</span>
        ),
    },
    {
      id: 'traits',
      label: 'Traits',
      width: 160,
      priority: 2,
      sortBy: ({ network }) => networkTraits(network).join(' ') || null,
      text: ({ network }) => networkTraits(network).join(' '),
      cell: ({ network }) => networkTraits(network).join(', ') || <Dash label="none" />,
    },
    {
      id: 'services',
      label: 'Services',
      width: 220,
      grow: true,
      sortBy: ({ services }) => services.length,
      text: ({ services }) => services.map((service) => service.name).join(' '),
      cell: ({ services }) =>
        services.length === 0 ? (
          <Dash label="no services" />
        ) : (
          <span title={services.map((service) => service.name).join('\n')}>
            {services.map((service, index) => (
              <span key={service.id}>
                {index > 0 && ', '}
                <Link to={address.service(connectionId, service.name)}>{service.name}</Link>
              </span>
            ))}
          </span>
        ),
    },
    {
      id: 'stack',
      label: 'Stack',
      width: 110,
      priority: 3,
      sortBy: ({ network }) => network.stack,
      text: ({ network }) => network.stack ?? '',
      cell: ({ network }) =>
        network.stack === null ? (
          <Dash label="no stack" />
        ) : (
          <Link to={address.stack(connectionId, network.stack)} className="quiet">
            {network.stack}
          </Link>
        ),
    },
    {
      id: 'created',
      label: 'Created',
      width: 84,
      align: 'right',
      priority: 4,
      sortBy: ({ network }) => -Date.parse(network.createdAt),
      cell: ({ network }) => <RelativeTime at={network.createdAt} />,
    },
  ]
}
