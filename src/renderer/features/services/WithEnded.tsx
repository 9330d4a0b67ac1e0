// Whether tasks that are over are listed too. Stands at the right end of a row of tabs.
import { Checkbox } from '@mantine/core'
import classes from './WithEnded.module.css'

export interface WithEndedProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function WithEnded({ checked, onChange }: WithEndedProps) {
  return (
    <Checkbox
      className={classes.ended}
      label="With ended tasks"
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
