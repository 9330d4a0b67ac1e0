// One cell of a comb: a task in its phase. Drawn within an SVG.
import type { ReactNode } from 'react'
import type { TaskPhase } from '../../shared/model/task.ts'
import { hexagonPath } from './hexagon.ts'
import classes from './Comb.module.css'

export interface CombCellProps {
  readonly phase: TaskPhase
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** A hexagon with the mark of its phase; marks vanish under radius 6, where they could not be read. */
export function CombCell({ phase, x, y, radius }: CombCellProps) {
  const isOutlined = phase === 'starting' || phase === 'pending' || phase === 'ended' || phase === 'complete'
  const inset = isOutlined ? 0.7 : 0
  return (
    <g data-phase={phase} className={classes.cell}>
      <path className={classes.hexagon} d={hexagonPath(x, y, radius - inset)} />
      {radius >= 6 && (
        <g
          className={classes.mark}
          transform={`translate(${x} ${y}) scale(${radius / 9.2})`}
          fill="none"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          {marks[phase]}
        </g>
      )}
    </g>
  )
}

const marks: Readonly<Record<TaskPhase, ReactNode>> = {
  running: null,
  ended: null,
  starting: <path d="M-2.8 1.4 0-1.4 2.8 1.4" />,
  stopping: <path d="M-1.7-2.6v5.2M1.7-2.6v5.2" />,
  pending: <path d="M0-3.4v3.4M0 3v.2" />,
  failed: <path d="m-2.2-2.2 4.4 4.4m0-4.4-4.4 4.4" />,
  complete: <path d="m-2.8.2 2 2 3.6-4" />,
}
