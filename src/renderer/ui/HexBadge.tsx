// A cluster's badge: its initials in a comb cell, its status at the corner.
import { clusterInitials } from './format.ts'
import { hexagonPath } from './hexagon.ts'
import type { Status } from './status.ts'
import { StatusGlyph } from './StatusGlyph.tsx'
import classes from './HexBadge.module.css'

export interface HexBadgeProps {
  readonly name: string
  /** null: not known yet, no glyph. */
  readonly status: Status | null
  readonly selected?: boolean
  /** Height in pixels: 34 on the rail (default), 40 on cards. */
  readonly size?: number
  /** The ground it stands on, for the rim around the glyph: `rail` (default) or `surface`. */
  readonly ground?: 'rail' | 'surface'
}

/** Decorative: whoever uses it gives the link or button around it a name. */
export function HexBadge({ name, status, selected = false, size = 34, ground = 'rail' }: HexBadgeProps) {
  return (
    <span
      className={classes.badge}
      data-selected={selected || undefined}
      data-ground={ground}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <svg width={size} height={size} viewBox="0 0 34 34">
        <path className={classes.cell} d={hexagonPath(17, 17, 16)} />
        <text className={classes.initials} x="17" y="20.6" textAnchor="middle">
          {clusterInitials(name)}
        </text>
      </svg>
      {status !== null && (
        <span className={classes.status}>
          <StatusGlyph status={status} size={12} />
        </span>
      )}
    </span>
  )
}
