// How far back to read: usual choices, or a time and a number of lines of one's own.
import { Button, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconClock } from '@tabler/icons-react'
import { useState } from 'react'
import { logQuery } from '../../../shared/contract/logs.ts'
import { rangeLabel, rangePresets, type LogRange } from './logRange.ts'
import classes from './LogsPane.module.css'

export interface LogRangePickerProps {
  readonly range: LogRange
  readonly onRange: (range: LogRange) => void
}

export function LogRangePicker({ range, onRange }: LogRangePickerProps) {
  const [opened, setOpened] = useState(false)
  const [since, setSince] = useState(range.since ?? '')
  const [tail, setTail] = useState(range.tail === 'all' ? '' : String(range.tail))
  const [errors, setErrors] = useState<{ readonly since?: string; readonly tail?: string }>({})
  const choose = (next: LogRange) => {
    onRange(next)
    setOpened(false)
  }
  const apply = () => {
    const sinceCheck = logQuery.shape.since.safeParse(since.trim() === '' ? undefined : since.trim())
    const tailCheck = logQuery.shape.tail.safeParse(tail.trim() === '' ? 'all' : Number(tail))
    if (sinceCheck.success && tailCheck.success) {
      setErrors({})
      choose({ tail: tailCheck.data, since: sinceCheck.data ?? null })
      return
    }
    setErrors({
      ...(sinceCheck.success ? {} : { since: 'Enter a time such as 15m, 2h or 2026-01-31T10:00:00Z.' }),
      ...(tailCheck.success
        ? {}
        : { tail: 'Enter a whole number up to 100,000, or leave it empty for all.' }),
    })
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconClock size={14} stroke={1.6} aria-hidden />}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
          onClick={() => setOpened((now) => !now)}
        >
          {rangeLabel(range)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="How far back" className={classes.range}>
        {rangePresets.map((preset) => (
          <Button
            key={preset.label}
            variant="subtle"
            justify="start"
            aria-pressed={rangeLabel(range) === preset.label}
            onClick={() => choose(preset.range)}
          >
            {preset.label}
          </Button>
        ))}
        <form
          className={classes.custom}
          onSubmit={(event) => {
            event.preventDefault()
            apply()
          }}
        >
          <TextInput
            label="Since"
            placeholder="15m, 2h, 2026-01-31T10:00:00Z"
            value={since}
            error={errors.since}
            onChange={(event) => setSince(event.currentTarget.value)}
          />
          <TextInput
            label="Lines a task"
            placeholder="all"
            inputMode="numeric"
            value={tail}
            error={errors.tail}
            onChange={(event) => setTail(event.currentTarget.value)}
          />
          <Button type="submit">Read</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
