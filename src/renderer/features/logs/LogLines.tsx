// The lines themselves: virtual, 20 px each unless wrapped, keeping the end in sight while it follows.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { LogRow } from './logView.ts'
import { splitHits } from './logView.ts'
import classes from './LogLines.module.css'

export interface LogLinesProps {
  readonly rows: readonly LogRow[]
  readonly search: string
  /** Index of the current hit in rows; null where there is none. */
  readonly current: number | null
  readonly following: boolean
  readonly wrap: boolean
  readonly stamps: boolean
  readonly taskName: (taskId: string) => string
  readonly taskColour: (taskId: string) => string
  readonly onOpenTrace: (row: LogRow) => void
  /** The reader scrolled away from the end, or back to it. */
  readonly onAtEnd: (atEnd: boolean) => void
}

const lineHeight = 20
/** Within this many pixels of the end the view counts as being there. */
const endSlack = 24

export function LogLines(props: LogLinesProps) {
  const { rows, search, current, following, wrap, onAtEnd } = props
  const box = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the rows are drawn here and handed to nobody who memoizes
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => rows[index]?.line.key ?? index,
  })

  useEffect(() => {
    if (following && rows.length > 0) virtual.scrollToIndex(rows.length - 1, { align: 'end' })
  }, [following, rows, virtual])
  useEffect(() => {
    if (current !== null) virtual.scrollToIndex(current, { align: 'center' })
  }, [current, virtual])

  return (
    <div
      ref={box}
      className={classes.box}
      role="region"
      aria-label="Log lines"
      tabIndex={0}
      data-wrap={wrap || undefined}
      onWheel={(event) => {
        // Only a scroll of the reader's own pauses; those made here must not.
        if (event.deltaY < 0) onAtEnd(false)
      }}
      onPointerDown={(event) => {
        // On the box itself lies only its scrollbar: whoever grabs it wants to look elsewhere.
        if (event.target === event.currentTarget) onAtEnd(false)
      }}
      onKeyDown={(event) => {
        if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) onAtEnd(false)
        if (event.key === 'End') onAtEnd(true)
      }}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
        if (scrollHeight - scrollTop - clientHeight < endSlack && !following && current === null)
          onAtEnd(true)
      }}
    >
      <div className={classes.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <div
              key={item.key}
              ref={wrap ? virtual.measureElement : null}
              data-index={item.index}
              className={classes.line}
              data-level={row.line.level}
              data-frame={row.line.frame || undefined}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line {...props} row={row} isCurrent={item.index === current} search={search} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface LineProps extends LogLinesProps {
  readonly row: LogRow
  readonly isCurrent: boolean
}

function Line({ row, search, isCurrent, stamps, taskName, taskColour, onOpenTrace }: LineProps) {
  const { line } = row
  return (
    <>
      <span className={classes.bar} style={{ background: taskColour(line.taskId) }} />
      {stamps && (
        <time className={classes.stamp} dateTime={line.at} title={line.at}>
          {clock(line.ms)}
        </time>
      )}
      <span className={classes.task} title={taskName(line.taskId)}>
        {taskName(line.taskId)}
      </span>
      <span className={classes.level}>{line.frame || line.level === 'none' ? '' : line.level}</span>
      <span className={classes.text}>
        {line.stream === 'stderr' && <span className={classes.stderr}>stderr</span>}
        {splitHits(line.text, search).map((part, index) =>
          part.hit ? (
            <mark key={index} className={classes.mark} data-now={isCurrent || undefined}>
              {part.text}
            </mark>
          ) : (
            part.text
          ),
        )}
        {line.cut && <span className={classes.cut}>cut at 16 KiB</span>}
        {row.folded > 0 && (
          <button type="button" className={classes.folded} onClick={() => onOpenTrace(row)}>
            {row.folded} more {row.folded === 1 ? 'frame' : 'frames'}
          </button>
        )}
      </span>
    </>
  )
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Local time to the millisecond; written by hand because Intl takes ten times as long a line. */
function clock(ms: number): string {
  const at = new Date(ms)
  if (Number.isNaN(at.getTime())) return ''
  const fraction = String(at.getMilliseconds()).padStart(3, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${fraction}`
}
