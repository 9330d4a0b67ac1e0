// The tasks of a node in a row: cells while they can be told apart, else a bar; always with the count.
import type { Task } from '../../../shared/model/task.ts'
import { Comb } from '../../ui/Comb.tsx'
import { PhaseBar } from '../../ui/PhaseBar.tsx'
import { countPhases } from '../../ui/phases.ts'
import classes from './NodesPage.module.css'

export interface NodeTasksProps {
  readonly name: string
  readonly tasks: readonly Task[]
}

const mostCells = 12

export function NodeTasks({ name, tasks }: NodeTasksProps) {
  const label = `Tasks of ${name}`
  const counts = countPhases(tasks)
  return (
    <span className={classes.tasks}>
      <span className={classes.cells}>
        {tasks.length === 0 ? null : tasks.length > mostCells ? (
          <PhaseBar counts={counts} label={label} />
        ) : (
          <Comb tasks={tasks} radius={5.4} width={160} label={label} />
        )}
      </span>
      <span className={classes.taskCount}>{counts.running ?? 0}</span>
    </span>
  )
}
