// An empty value: a faint dash, named for screen readers.
import classes from './Dash.module.css'

export interface DashProps {
  /** What is not there, as in `no ports`. */
  readonly label: string
}

export function Dash({ label }: DashProps) {
  return (
    <span className={classes.dash} role="img" aria-label={label}>
      –
    </span>
  )
}
