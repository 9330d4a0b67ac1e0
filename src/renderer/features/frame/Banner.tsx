// A line above the page that says what holds for all of it.
import type { ReactNode } from 'react'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { Status } from '../../ui/status.ts'
import classes from './Banner.module.css'

export interface BannerProps {
  readonly status: Status
  readonly children: ReactNode
  /** The cause, one line. */
  readonly why?: string
  readonly actions?: ReactNode
}

export function Banner({ status, children, why, actions }: BannerProps) {
  return (
    <div className={classes.banner} data-status={status} role="status">
      <StatusGlyph status={status} size={15} />
      <div className={classes.words}>
        {children}
        {why !== undefined && (
          <span className={classes.why} title={why}>
            {why}
          </span>
        )}
      </div>
      {actions}
    </div>
  )
}
