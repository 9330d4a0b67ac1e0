// The columns of a table of services, used by the services page and by a stack's page.
import { Link } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import { address } from '../../api/addresses.ts'
import { Dash } from '../../ui/Dash.tsx'
import { ImageName } from '../../ui/ImageName.tsx'
import { ObjectName } from '../../ui/ObjectName.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { serviceStatus } from '../../ui/status.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column, RowReason } from '../../ui/table/column.ts'
import { ServiceReplicas } from './ServiceReplicas.tsx'
import { modeWord, portList } from './serviceWords.ts'

/** The order of statuses in facets and when sorting: what needs a look first. */
export const statusOrder = [
  'Down',
  'Degraded',
  'Paused',
  'Updating',
  'Rolling back',
  'Running',
  'Complete',
  'Stopped',
] as const

/** @param withStack false within a stack */
export function serviceColumns(connectionId: string, withStack: boolean): readonly Column<Service>[] {
  const columns: readonly Column<Service>[] = [
    {
      id: 'status',
      label: 'Status',
      width: 100,
      hideable: false,
      sortBy: (service) => statusRank(serviceStatus(service).word),
      text: (service) => serviceStatus(service).word,
      cell: (service) => {
        const { status, word } = serviceStatus(service)
        return <StatusWord status={status}>{word}</StatusWord>
      },
    },
    {
      id: 'name',
      label: 'Name',
      width: 208,
      hideable: false,
      sortBy: (service) => service.name,
      cell: (service) => (
        <Link to={address.service(connectionId, service.name)} title={service.name}>
          <ObjectName name={service.name} stack={withStack ? service.stack : null} />
        </Link>
      ),
    },
    {
      id: 'replicas',
      label: 'Replicas',
      width: 118,
      sortBy: (service) => service.desired,
      cell: (service) => <ServiceReplicas service={service} />,
    },
    {
      id: 'image',
      label: 'Image',
      width: 330,
      grow: true,
      sortBy: (service) => service.image,
      text: (service) => service.image,
      cell: (service) => <ImageName image={service.image} />,
    },
    {
      id: 'mode',
      label: 'Mode',
      width: 74,
      priority: 3,
      sortBy: (service) => modeWord(service.mode),
      text: (service) => modeWord(service.mode),
      cell: (service) => modeWord(service.mode),
    },
    {
      id: 'ports',
      label: 'Ports',
      width: 92,
      priority: 2,
      sortBy: (service) => service.ports[0]?.published ?? null,
      text: (service) => portList(service.ports),
      cell: (service) => portList(service.ports) || <Dash label="no ports" />,
    },
    {
      id: 'stack',
      label: 'Stack',
      width: 98,
      priority: 1,
      sortBy: (service) => service.stack,
      text: (service) => service.stack ?? '',
      cell: (service) =>
        service.stack === null ? (
          <Dash label="no stack" />
        ) : (
          <Link to={address.stack(connectionId, service.stack)} className="quiet">
            {service.stack}
          </Link>
        ),
    },
    {
      id: 'updated',
      label: 'Updated',
      width: 80,
      align: 'right',
      sortBy: (service) => -Date.parse(service.updatedAt),
      cell: (service) => <RelativeTime at={service.updatedAt} />,
    },
  ]
  return withStack ? columns : columns.filter((column) => column.id !== 'stack')
}

/** The second line of a service that is not well. */
export function serviceReason(connectionId: string, service: Service): RowReason | null {
  const { status } = serviceStatus(service)
  if (service.reason === null || (status !== 'warn' && status !== 'bad' && status !== 'hold')) return null
  return {
    status,
    text: (
      <>
        {service.reason.plain} <Link to={address.service(connectionId, service.name)}>Why?</Link>
      </>
    ),
  }
}

const statusRank = (word: string): number => statusOrder.findIndex((each) => each === word)
