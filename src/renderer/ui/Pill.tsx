// A status on its soft ground: only beside an object's title, and in the rejected rules of a placement.
import type { ReactNode } from 'react'
import type { Status } from './status.ts'
import { StatusGlyph } from './StatusGlyph.tsx'
import classes from './Pill.module.css'

export interface PillProps {
  readonly status: Status
  readonly children: ReactNode
}

/** Glyph and word on the status's soft ground, 20 high. */
export function Pill({ status, children }: PillProps) {
  return (
    <span className={classes.pill} data-status={status}>
      <StatusGlyph status={status} size={12} />
      {children}
    </span>
  )
}
