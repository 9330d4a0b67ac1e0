// An engine's object as JSON: scrolls and copies whole.
import type { AppErrorData } from '../../shared/errors.ts'
import { CopyButton } from './CopyButton.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import { LoadingRows } from './LoadingRows.tsx'
import classes from './RawObject.module.css'

export interface RawObjectProps {
  readonly label: string
  /** undefined: not read yet. */
  readonly value: unknown
  readonly error: AppErrorData | null
  readonly onRetry: () => void
}

export function RawObject({ label, value, error, onRetry }: RawObjectProps) {
  if (error !== null) {
    return (
      <div className={classes.notice}>
        <ErrorNotice error={error} title={`${label} could not be read.`} onRetry={onRetry} />
      </div>
    )
  }
  if (value === undefined) return <LoadingRows label={`Reading ${label}`} rows={8} />
  const text = JSON.stringify(value, null, 2)
  return (
    <div className={classes.raw}>
      <div className={classes.copy}>
        <CopyButton text={text} label="Copy JSON" variant="text" />
      </div>
      <pre className={classes.text} tabIndex={0} aria-label={label} role="region">
        {text}
      </pre>
    </div>
  )
}
