// The glyph of a status. Each silhouette differs without colour; what is cut out takes the colour of the ground.
import type { ReactNode } from 'react'
import type { Status } from './status.ts'
import classes from './StatusGlyph.module.css'

export interface StatusGlyphProps {
  readonly status: Status
  /** Pixels, 12 to 16. */
  readonly size?: number
  /** Only where no word stands beside it. */
  readonly label?: string
}

const shapes: Readonly<Record<Status, ReactNode>> = {
  ok: (
    <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <circle cx="8" cy="8" r="6" />
      <path d="M5.3 8.2 7.2 10l3.5-3.8" />
    </g>
  ),
  busy: (
    <g className={classes.turning}>
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeDasharray="25.1 12.6"
        transform="rotate(-60 8 8)"
      />
    </g>
  ),
  warn: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M7 1.9a1.15 1.15 0 0 1 2 0l6 10.6a1.15 1.15 0 0 1-1 1.7H2a1.15 1.15 0 0 1-1-1.7zM7.2 5.4v4.2h1.6V5.4zm0 5.4v1.6h1.6v-1.6z"
    />
  ),
  bad: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM6.3 5 5 6.3 6.7 8 5 9.7 6.3 11 8 9.3 9.7 11 11 9.7 9.3 8 11 6.3 9.7 5 8 6.7z"
    />
  ),
  hold: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2zM5.3 5v6h1.8V5zm3.6 0v6h1.8V5z"
    />
  ),
  done: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      d="m2.8 8.6 3.4 3.3 7-7.4"
    />
  ),
  idle: (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2.1 2.61"
    />
  ),
}

/** One of seven silhouettes in the colour of its status. */
export function StatusGlyph({ status, size = 14, label }: StatusGlyphProps) {
  return (
    <svg
      className={classes.glyph}
      data-status={status}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      {shapes[status]}
    </svg>
  )
}
