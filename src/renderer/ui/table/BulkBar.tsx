// What can be done with the ticked rows. It docks under the table and never covers rows.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './DataTable.module.css'

export interface BulkBarProps {
  readonly names: readonly string[]
  /** How many of them the filter hides. */
  readonly hidden: number
  readonly actions: ReactNode
  readonly onClear: () => void
}

/** Count, names, actions, and Clear (Esc). */
export function BulkBar({ names, hidden, actions, onClear }: BulkBarProps) {
  return (
    <div className={classes.bulk} role="region" aria-label="Selected rows">
      <strong className={classes.bulkCount} aria-live="polite">
        {names.length} selected
      </strong>
      <span className={classes.bulkNames}>
        {names.join(', ')}
        {hidden > 0 && ` (${hidden} hidden by the filter)`}
      </span>
      <div className={classes.bulkActions}>
        {actions}
        <span className={classes.rule} aria-hidden="true" />
        <Button
          variant="subtle"
          color="gray"
          onClick={onClear}
          rightSection={<span className={classes.key}>Esc</span>}
        >
          Clear
        </Button>
      </div>
    </div>
  )
}
