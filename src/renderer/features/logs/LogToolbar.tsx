// Search, levels, range, and what to do with the lines.
import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import {
  IconArrowBarToDown,
  IconChevronDown,
  IconChevronUp,
  IconClockHour4,
  IconDownload,
  IconPlayerPause,
  IconPlayerPlay,
  IconSearch,
  IconTextWrap,
} from '@tabler/icons-react'
import type { RefObject } from 'react'
import { formatCount } from '../../ui/format.ts'
import { logLevels, type LogLevel } from './logLevel.ts'
import { LogRangePicker } from './LogRangePicker.tsx'
import type { LogRange } from './logRange.ts'
import classes from './LogsPane.module.css'

export interface LogDisplay {
  readonly wrap: boolean
  readonly stamps: boolean
  readonly fold: boolean
}
export interface LogToolbarProps {
  readonly searchInput: RefObject<HTMLInputElement | null>
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly hits: number
  /** Which hit is current, from 0; null where none is. */
  readonly hit: number | null
  readonly onStep: (step: 1 | -1) => void
  readonly byLevel: ReadonlyMap<LogLevel, number>
  readonly hiddenLevels: ReadonlySet<LogLevel>
  readonly onHiddenLevels: (hidden: ReadonlySet<LogLevel>) => void
  readonly range: LogRange
  readonly onRange: (range: LogRange) => void
  readonly display: LogDisplay
  readonly onDisplay: (display: LogDisplay) => void
  readonly following: boolean
  readonly waiting: number
  readonly ended: boolean
  readonly onFollow: (follow: boolean) => void
  readonly onDownload: () => void
}

const levelNames: Readonly<Record<LogLevel, string>> = {
  error: 'Error',
  warn: 'Warn',
  info: 'Info',
  debug: 'Debug',
  none: 'No level',
}

export function LogToolbar(props: LogToolbarProps) {
  const { searchInput, search, hits, hit, onStep, range, onRange, display, onDisplay, onDownload, onSearch } =
    props
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Log">
      <TextInput
        ref={searchInput}
        className={classes.search}
        aria-label="Search in these lines"
        placeholder="Search"
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') onSearch('')
        }}
      />
      {search !== '' && (
        <span className={classes.hits}>
          <span role="status">{hits === 0 ? 'none' : `${(hit ?? 0) + 1} of ${formatCount(hits)}`}</span>
          <ActionIcon aria-label="Previous hit" size="xs" disabled={hits === 0} onClick={() => onStep(-1)}>
            <IconChevronUp size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon aria-label="Next hit" size="xs" disabled={hits === 0} onClick={() => onStep(1)}>
            <IconChevronDown size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        </span>
      )}
      <Levels {...props} />
      <LogRangePicker range={range} onRange={onRange} />
      <span className={classes.gap} />
      <Toggle
        label="Fold stack traces"
        on={display.fold}
        onToggle={() => onDisplay({ ...display, fold: !display.fold })}
      >
        <IconArrowBarToDown size={16} stroke={1.6} aria-hidden />
      </Toggle>
      <Toggle
        label="Time stamps"
        on={display.stamps}
        onToggle={() => onDisplay({ ...display, stamps: !display.stamps })}
      >
        <IconClockHour4 size={16} stroke={1.6} aria-hidden />
      </Toggle>
      <Toggle
        label="Wrap long lines"
        on={display.wrap}
        onToggle={() => onDisplay({ ...display, wrap: !display.wrap })}
      >
        <IconTextWrap size={16} stroke={1.6} aria-hidden />
      </Toggle>
      <Tooltip label="Download these lines">
        <ActionIcon aria-label="Download these lines" onClick={onDownload}>
          <IconDownload size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <FollowButton {...props} />
    </div>
  )
}

function Levels({ byLevel, hiddenLevels, onHiddenLevels }: LogToolbarProps) {
  const toggle = (level: LogLevel) => {
    const next = new Set(hiddenLevels)
    if (!next.delete(level)) next.add(level)
    onHiddenLevels(next)
  }
  const present = logLevels.filter((level) => (byLevel.get(level) ?? 0) > 0 || hiddenLevels.has(level))
  // A log whose lines name no level has nothing to choose from.
  if (present.length < 2) return null
  return (
    <div className={classes.levels} role="group" aria-label="Levels">
      {present.map((level) => (
        <button
          key={level}
          type="button"
          className={classes.level}
          aria-pressed={!hiddenLevels.has(level)}
          onClick={() => toggle(level)}
        >
          <span className={classes.swatch} data-level={level} aria-hidden="true" />
          {levelNames[level]} <span className={classes.count}>{formatCount(byLevel.get(level) ?? 0)}</span>
        </button>
      ))}
    </div>
  )
}

function FollowButton({ following, waiting, ended, onFollow }: LogToolbarProps) {
  if (ended) return <span className={classes.ended}>Ended</span>
  if (following) {
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerPause size={14} stroke={1.8} aria-hidden />}
        onClick={() => onFollow(false)}
      >
        Pause
      </Button>
    )
  }
  return (
    <Button
      leftSection={<IconPlayerPlay size={14} stroke={1.8} aria-hidden />}
      onClick={() => onFollow(true)}
    >
      {waiting > 0 ? `Follow, ${formatCount(waiting)} new` : 'Follow'}
    </Button>
  )
}

interface ToggleProps {
  readonly label: string
  readonly on: boolean
  readonly onToggle: () => void
  readonly children: React.ReactNode
}

function Toggle({ label, on, onToggle, children }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={on}
        data-on={on || undefined}
        className={classes.toggle}
        onClick={onToggle}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
