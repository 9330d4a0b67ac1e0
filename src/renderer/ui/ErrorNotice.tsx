// An error: what happened, why, and what next. Retry where trying again can help, a better way where there is one.
import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AppErrorData } from '../../shared/errors.ts'
import { CopyButton } from './CopyButton.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'
import classes from './ErrorNotice.module.css'

export interface ErrorNoticeProps {
  readonly error: AppErrorData
  /** What could not be done, as in `Volumes of node6 could not be read.`; the error's message alone where left out. */
  readonly title?: string
  readonly onRetry?: () => void
  readonly retryLabel?: string
  /** A better way, as in a button `Choose login`. */
  readonly action?: ReactNode
}

/** Soft red ground; announced to screen readers when it appears. */
export function ErrorNotice({ error, title, onRetry, retryLabel = 'Retry', action }: ErrorNoticeProps) {
  return (
    <div className={classes.notice} role="alert" data-code={error.code}>
      <StatusGlyph status="bad" size={16} />
      <div className={classes.words}>
        <p className={classes.what}>{title ?? error.message}</p>
        {title !== undefined && <p className={classes.why}>{error.message}</p>}
        <p className={classes.next}>{error.hint}</p>
        <div className={classes.actions}>
          {onRetry !== undefined && (
            <Button
              size="xs"
              leftSection={<IconRefresh size={13} stroke={1.8} aria-hidden />}
              onClick={onRetry}
            >
              {retryLabel}
            </Button>
          )}
          {action}
          <CopyButton text={errorReport(error, title)} label="Copy details" variant="text" />
        </div>
      </div>
    </div>
  )
}

/** What goes to the clipboard: enough for an issue, and never a secret (`details` holds none). */
export function errorReport(error: AppErrorData, title?: string): string {
  const lines = [
    ...(title === undefined ? [] : [title]),
    `${error.code}: ${error.message}`,
    error.hint,
    ...(error.field === undefined ? [] : [`field: ${error.field}`]),
    ...(error.details === undefined ? [] : [JSON.stringify(error.details, null, 2)]),
  ]
  return lines.join('\n')
}
