// An empty page teaches: three hollow cells, a title, one sentence, one button.
import type { ReactNode } from 'react'
import { hexagonPath } from './hexagon.ts'
import classes from './EmptyState.module.css'

export interface EmptyStateProps {
  readonly title: string
  readonly children: ReactNode
  /** One button. */
  readonly action?: ReactNode
  /** Where it is the whole page, its title is the page's `h1`. */
  readonly isPage?: boolean
}

/** Stands where rows would be. */
export function EmptyState({ title, children, action, isPage = false }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'h2'
  return (
    <div className={classes.empty}>
      <svg width="52" height="50" viewBox="0 0 52 50" aria-hidden="true" className={classes.cells}>
        <path d={hexagonPath(26, 15, 13)} strokeDasharray="3 2.4" />
        <path d={hexagonPath(14, 36, 12)} />
        <path d={hexagonPath(38, 36, 12)} />
      </svg>
      <Title className={classes.title}>{title}</Title>
      <p className={classes.sentence}>{children}</p>
      {action}
    </div>
  )
}
