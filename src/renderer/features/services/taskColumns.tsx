// The columns of a table of tasks.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Task } from '../../../shared/model/task.ts'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { Dash } from '../../ui/Dash.tsx'
import { imageParts, shortId } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { taskStatus } from '../../ui/status.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/column.ts'
import { taskRank } from './taskOrder.ts'
import { taskReason } from './taskReason.ts'
import classes from './TaskTable.module.css'

export interface TaskColumnsInput extends Pick<ClusterPicture, 'nodesById' | 'servicesById'> {
  readonly connectionId: string
  /** The ids of tasks that are over. */
  readonly past: ReadonlySet<string>
  /** What the page is already about, so that its column is left out. */
  readonly of: 'service' | 'node'
}

export function taskColumns(input: TaskColumnsInput): readonly Column<Task>[] {
  const { connectionId, nodesById, servicesById, past, of } = input
  const logsOf = (task: Task): string => {
    const service = servicesById.get(task.serviceId)?.name ?? task.serviceId
    return `${address.service(connectionId, service, 'logs')}?task=${encodeURIComponent(task.id)}`
  }
  const node: Column<Task> = {
    id: 'node',
    label: 'Node',
    width: 110,
    sortBy: (task) => nodesById.get(task.nodeId ?? '')?.hostname ?? null,
    cell: (task) =>
      task.nodeId === null ? (
        'none'
      ) : (
        <Link className={classes.link} to={address.node(connectionId, task.nodeId)}>
          {nodesById.get(task.nodeId)?.hostname ?? shortId(task.nodeId)}
        </Link>
      ),
  }
  const service: Column<Task> = {
    id: 'service',
    label: 'Service',
    width: 160,
    sortBy: (task) => servicesById.get(task.serviceId)?.name ?? null,
    cell: (task) => {
      const name = servicesById.get(task.serviceId)?.name
      return name === undefined ? (
        'removed'
      ) : (
        <Link className={classes.link} to={address.service(connectionId, name)}>
          {name}
        </Link>
      )
    },
  }
  return [
    {
      id: 'state',
      label: 'State',
      width: 112,
      sortBy: (task) => taskRank(task, past),
      cell: (task) => {
        const { status, word } = taskStatus(task)
        return <StatusWord status={status}>{word}</StatusWord>
      },
    },
    {
      id: 'task',
      label: 'Task',
      width: 168,
      sortBy: (task) => task.name,
      cell: (task) => (
        <span className={classes.name} data-past={past.has(task.id) || undefined} title={task.id}>
          {task.name}
        </span>
      ),
    },
    of === 'service' ? node : service,
    {
      id: 'image',
      label: 'Digest',
      width: 90,
      priority: 2,
      cell: (task) => {
        const { tag, digest } = imageParts(task.image)
        return (
          <span className={classes.mono} title={task.image}>
            {digest || tag || <Dash label="no digest" />}
          </span>
        )
      },
    },
    {
      id: 'since',
      label: 'Since',
      width: 84,
      sortBy: (task) => -Date.parse(task.since),
      cell: (task) => <RelativeTime at={task.since} />,
    },
    {
      id: 'reason',
      label: 'Reason',
      width: 200,
      grow: true,
      wrap: true,
      cell: (task) => {
        const text = taskReason(task)
        return text === null ? <Dash label="no reason" /> : <span className={classes.reason}>{text}</span>
      },
    },
    {
      id: 'logs',
      label: 'Logs',
      width: 52,
      align: 'right',
      cell: (task) => (
        <Tooltip label={`Logs of ${task.name}`}>
          <ActionIcon component={Link} to={logsOf(task)} size="xs" aria-label={`Logs of ${task.name}`}>
            <IconFileText size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ),
    },
  ]
}
