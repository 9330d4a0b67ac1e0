// Glyph and word: how a status stands in a row. What is well is quiet, only the rest is coloured.
import type { ReactNode } from 'react'
import type { Status } from './status.ts'
import { StatusGlyph } from './StatusGlyph.tsx'
import classes from './StatusWord.module.css'

export interface StatusWordProps {
  readonly status: Status
  readonly children: ReactNode
  readonly size?: number
  /** Colours the word of `ok` too, as beside a heading. */
  readonly strong?: boolean
}

/** A status as glyph and word. */
export function StatusWord({ status, children, size = 14, strong = false }: StatusWordProps) {
  return (
    <span className={classes.word} data-status={status} data-strong={strong || undefined}>
      <StatusGlyph status={status} size={size} />
      <span className={classes.text}>{children}</span>
    </span>
  )
}
