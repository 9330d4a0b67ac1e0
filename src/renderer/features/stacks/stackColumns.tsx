// The columns of the table of stacks.
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { Dash } from '../../ui/Dash.tsx'
import { formatCount } from '../../ui/format.ts'
import { ObjectName } from '../../ui/ObjectName.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ReplicaBar } from '../../ui/ReplicaBar.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/column.ts'
import { statusOrder } from '../services/serviceColumns.tsx'
import type { StackRow } from './stackRows.ts'
import { stackStatus } from './stackStatus.ts'

export function stackColumns(connectionId: string): readonly Column<StackRow>[] {
  return [
    {
      id: 'status',
      label: 'Status',
      width: 112,
      hideable: false,
      sortBy: (stack) => statusOrder.findIndex((each) => each === stackStatus(stack).word),
      text: (stack) => stackStatus(stack).word,
      cell: (stack) => {
        const { status, word } = stackStatus(stack)
        return <StatusWord status={status}>{word}</StatusWord>
      },
    },
    {
      id: 'name',
      label: 'Name',
      width: 200,
      grow: true,
      hideable: false,
      sortBy: (stack) => stack.name,
      cell: (stack) => (
        <Link to={address.stack(connectionId, stack.name)}>
          <ObjectName name={stack.name} />
        </Link>
      ),
    },
    {
      id: 'services',
      label: 'Services',
      width: 90,
      align: 'right',
      sortBy: (stack) => stack.services.length,
      cell: (stack) => formatCount(stack.services.length),
    },
    {
      id: 'replicas',
      label: 'Tasks',
      width: 150,
      sortBy: (stack) => stack.desired,
      cell: (stack) => <ReplicaBar running={stack.running} desired={stack.desired} noun="tasks" />,
    },
    {
      id: 'networks',
      label: 'Networks',
      width: 220,
      grow: true,
      priority: 1,
      sortBy: (stack) => stack.networks.length,
      text: (stack) => stack.networks.map((network) => network.name).join(' '),
      cell: (stack) =>
        stack.networks.length === 0 ? (
          <Dash label="no networks" />
        ) : (
          stack.networks.map((network) => network.name).join(', ')
        ),
    },
    {
      id: 'updated',
      label: 'Updated',
      width: 90,
      align: 'right',
      sortBy: (stack) => -Date.parse(stack.updatedAt),
      cell: (stack) => <RelativeTime at={stack.updatedAt} />,
    },
  ]
}
