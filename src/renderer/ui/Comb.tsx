// Tasks drawn as comb cells: each cell is one task. Above 200 a bar by phase, because cells could not be told apart.
import { useElementSize } from '@mantine/hooks'
import type { TaskPhase } from '../../shared/model/task.ts'
import { CombCell } from './CombCell.tsx'
import { combLayout, hexagonPath } from './hexagon.ts'
import { PhaseBar } from './PhaseBar.tsx'
import { countPhases, phaseSummary } from './phases.ts'
import classes from './Comb.module.css'

export interface CombTask {
  readonly id: string
  /** What hovering shows, as in `shop_api.3, running`. */
  readonly name: string
  readonly phase: TaskPhase
}

export interface CombProps {
  readonly tasks: readonly CombTask[]
  /** 9.2 on nodes (default), 7.1 on cards. */
  readonly radius?: number
  /** Pixels to lay out in; measured where left out. */
  readonly width?: number
  /** What the tasks are, for screen readers, as in `Tasks of node4`. */
  readonly label: string
  /** A click on a cell. Keyboard users reach the same through the lists that the comb stands beside. */
  readonly onOpen?: (task: CombTask) => void
}

/** The tasks of a node, service or cluster, one cell each. */
export function Comb({ tasks, radius = 9.2, width, label, onOpen }: CombProps) {
  const { ref, width: measured } = useElementSize()
  const available = width ?? (measured || 200)
  if (tasks.length > 200) return <PhaseBar counts={countPhases(tasks)} label={label} />

  const size = tasks.length > 60 ? Math.min(radius, 5) : radius
  const layout = combLayout(tasks.length, size, available)
  return (
    <div ref={ref} className={classes.comb}>
      {tasks.length > 0 && (
        <svg
          role="img"
          aria-label={`${label}: ${phaseSummary(countPhases(tasks))}`}
          width={layout.width}
          height={layout.height}
        >
          {tasks.map((task, index) => {
            const centre = layout.centres[index]
            if (centre === undefined) return null
            return (
              <g
                key={task.id}
                data-task={task.name}
                className={onOpen === undefined ? undefined : classes.clickable}
                onClick={onOpen === undefined ? undefined : () => onOpen(task)}
              >
                <title>{task.name}</title>
                <CombCell phase={task.phase} x={centre.x} y={centre.y} radius={size} />
                <path className={classes.target} d={hexagonPath(centre.x, centre.y, size)} />
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
}
