// One node on the map: name, role, state, hardware, and its tasks as a comb.
import { memo, useMemo } from 'react'
import { Link } from 'react-router'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Task } from '../../../shared/model/task.ts'
import { address } from '../../api/addresses.ts'
import { Comb } from '../../ui/Comb.tsx'
import { formatBytes, formatCores } from '../../ui/format.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { taskStatus, type Status } from '../../ui/status.ts'
import classes from './Overview.module.css'

export interface NodeTileProps {
  readonly connectionId: string
  readonly node: SwarmNode
  readonly status: Status
  readonly word: string
  readonly tasks: readonly Task[]
  readonly onOpenTask: (taskId: string) => void
}

/** Draws again only when its node or its tasks are other ones; which handler it holds does not matter to what is seen. */
export const NodeTile = memo(DrawnTile, (before, after) => {
  return (
    before.node === after.node &&
    before.tasks === after.tasks &&
    before.word === after.word &&
    before.connectionId === after.connectionId
  )
})

function DrawnTile({ connectionId, node, status, word, tasks, onOpenTask }: NodeTileProps) {
  const cells = useMemo(
    () =>
      tasks.map((task) => ({
        id: task.id,
        name: `${task.name}, ${taskStatus(task).word.toLowerCase()}`,
        phase: task.phase,
      })),
    [tasks],
  )
  const { manager } = node
  return (
    <li className={classes.tile} data-held={status === 'hold' || undefined}>
      <div className={classes.tileHead}>
        <Link to={address.node(connectionId, node.id)} className={classes.tileName} title={node.hostname}>
          {node.hostname}
        </Link>
        {manager !== null && (
          <span className={classes.role} data-leader={manager.leader || undefined}>
            {manager.leader ? 'Leader' : 'Manager'}
          </span>
        )}
        <span className={classes.tileStatus}>
          <StatusWord status={status}>{word}</StatusWord>
        </span>
      </div>
      <div className={classes.hardware}>
        {node.address}
        <span className={classes.hardwareMore}>
          {' '}
          · {formatCores(node.nanoCpus)} · {formatBytes(node.memoryBytes)}
        </span>
      </div>
      {cells.length === 0 ? (
        <span className={classes.noTasks}>No tasks</span>
      ) : (
        <Comb tasks={cells} label={`Tasks of ${node.hostname}`} onOpen={(cell) => onOpenTask(cell.id)} />
      )}
    </li>
  )
}
