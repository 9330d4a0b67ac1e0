// The title row of one object: where it belongs, its name, its status, since when, and what can be done with it.
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import classes from './PageHead.module.css'

export interface DetailHeadProps {
  /** The list it belongs to, as in Services. */
  readonly crumb: { readonly label: string; readonly to: string }
  readonly title: ReactNode
  /** A `Pill`. */
  readonly pill?: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
}

/** Crumb, name, pill, note; actions at the right. The page's one `h1`. */
export function DetailHead({ crumb, title, pill, note, actions }: DetailHeadProps) {
  return (
    <header className={classes.head}>
      <nav className={classes.crumb} aria-label="Breadcrumb">
        <Link to={crumb.to}>{crumb.label}</Link>
        <IconChevronRight size={14} stroke={1.6} aria-hidden />
      </nav>
      <h1 className={classes.detail}>{title}</h1>
      {pill}
      {note !== undefined && <span className={classes.note}>{note}</span>}
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
