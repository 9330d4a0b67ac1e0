// Running of desired as a small bar, always followed by the count: the bar alone is under 3:1 on purpose.
import classes from './ReplicaBar.module.css'

export interface ReplicaBarProps {
  readonly running: number
  readonly desired: number
  /** What is counted, for screen readers: `replicas` (default) or `tasks`. */
  readonly noun?: string
}

/** Up to 8 desired: one segment each, missing ones hollow. Above: one fill. */
export function ReplicaBar({ running, desired, noun = 'replicas' }: ReplicaBarProps) {
  const isShort = running < desired
  return (
    <span className={classes.replicas}>
      <span className={classes.bar} aria-hidden="true" data-short={isShort || undefined}>
        {desired === 0 ? (
          <span className={classes.track} />
        ) : desired <= 8 ? (
          Array.from({ length: desired }, (_, index) => (
            <span key={index} className={index < running ? classes.segment : classes.missing} />
          ))
        ) : (
          <span className={classes.track}>
            <span
              className={classes.fill}
              style={{ width: `${Math.min(100, (running / desired) * 100)}%` }}
            />
          </span>
        )}
      </span>
      <span className={classes.count} aria-label={`${running} of ${desired} ${noun}`} role="img">
        <b>{running}</b>/{desired}
      </span>
    </span>
  )
}
