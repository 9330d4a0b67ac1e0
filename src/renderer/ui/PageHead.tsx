// The title row of a page that is not one table.
import type { ReactNode } from 'react'
import classes from './PageHead.module.css'

export interface PageHeadProps {
  readonly title: ReactNode
  /** Faint, behind the title. */
  readonly note?: ReactNode
  readonly actions?: ReactNode
}

/** Title 18/24, a note beside it, actions at the right. The page's one `h1`. */
export function PageHead({ title, note, actions }: PageHeadProps) {
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>{title}</h1>
      {note !== undefined && <span className={classes.note}>{note}</span>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
