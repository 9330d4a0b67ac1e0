// An empty page teaches: three hollow cells, a title, one sentence, one button.
import type { ReactNode } from 'react'
import { hexagonPath } from './hexagon.ts'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  readonly title: string
  readonly children: ReactNode
  /** One button. */
  readonly action?: ReactNode
}

/** Stands where rows would be. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <svg width="52" height="50" viewBox="0 0 52 50" aria-hidden="true" className={classes.cells}>
        <path d={hexagonPath(26, 15, 13)} strokeDasharray="3 2.4" />
        <path d={hexagonPath(14, 36, 12)} />
        <path d={hexagonPath(38, 36, 12)} />
      </svg>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.sentence}>{children}</p>
      {action}
    </div>
  )
}
