// The tasks whose lines are here: which are shown, where they run, how many lines each has.
import { Checkbox } from '@mantine/core'
import { formatCount } from '../../ui/format.ts'
import { hexagonPath } from '../../ui/hexagon.ts'
import classes from './LogTasks.module.css'

export interface LogTask {
  readonly id: string
  /** Short, as in `api.1`. */
  readonly name: string
  readonly node: string
  readonly lines: number
  readonly ended: boolean
  /** CSS colour of its mark. */
  readonly colour: string
}
export interface LogTasksProps {
  readonly tasks: readonly LogTask[]
  readonly hidden: ReadonlySet<string>
  readonly onHidden: (hidden: ReadonlySet<string>) => void
  /** How the lines were put in order, and what is missing. */
  readonly notes: readonly string[]
}

export function LogTasks({ tasks, hidden, onHidden, notes }: LogTasksProps) {
  const toggle = (id: string) => {
    const next = new Set(hidden)
    if (!next.delete(id)) next.add(id)
    onHidden(next)
  }
  const live = tasks.filter((task) => !task.ended)
  const ended = tasks.filter((task) => task.ended)
  return (
    <aside className={classes.aside} aria-label="Tasks in this log">
      <h2 className={classes.head}>
        Tasks {tasks.length - tasks.filter((task) => hidden.has(task.id)).length} of {tasks.length}
      </h2>
      <Rows tasks={live} hidden={hidden} onToggle={toggle} />
      {ended.length > 0 && <h2 className={classes.head}>Ended {ended.length}</h2>}
      <Rows tasks={ended} hidden={hidden} onToggle={toggle} />
      <div className={classes.notes}>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </aside>
  )
}

interface RowsProps {
  readonly tasks: readonly LogTask[]
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

function Rows({ tasks, hidden, onToggle }: RowsProps) {
  return (
    <ul className={classes.list}>
      {tasks.map((task) => (
        <li key={task.id} className={classes.row} data-ended={task.ended || undefined}>
          <Checkbox
            classNames={{ root: classes.box ?? '', labelWrapper: classes.boxLabel ?? '' }}
            checked={!hidden.has(task.id)}
            onChange={() => onToggle(task.id)}
            label={
              <span className={classes.label} title={`${task.name} ${task.node}`.trim()}>
                <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
                  <path d={hexagonPath(6, 6, 5)} fill={task.colour} />
                </svg>
                <span className={classes.name}>{task.name}</span>
                <span className={classes.node}>{task.node}</span>
              </span>
            }
          />
          <span className={classes.count}>{formatCount(task.lines)}</span>
        </li>
      ))}
    </ul>
  )
}
