// A panel: head with title, count and one action, hairline, content. No panel stands in a panel.
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './Panel.module.css'

export interface PanelProps {
  readonly title: ReactNode
  /** Stands faint behind the title, as in a count or `8 nodes · 52 cores`. */
  readonly count?: ReactNode
  /** The right end of the head: one action, or a legend. */
  readonly action?: ReactNode
  readonly children: ReactNode
  /** Without inner padding, for lists and tables. */
  readonly flush?: boolean
  /** Fills what height is left in a column and lets its content scroll. */
  readonly grow?: boolean
}

/** A section of a page with a heading. */
export function Panel({ title, count, action, children, flush = false, grow = false }: PanelProps) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id} data-grow={grow || undefined}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {count !== undefined && <span className={classes.count}>{count}</span>}
        {action !== undefined && <div className={classes.action}>{action}</div>}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
