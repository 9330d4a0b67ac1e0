// Lines over time by level. Dragging across it (or the arrow keys) narrows the view to a span; Escape widens it again.
import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { ShownLine } from './logBuffer.ts'
import { histogram, type HistogramBin } from './logView.ts'
import classes from './LogHistogram.module.css'

export interface Span {
  readonly from: number
  readonly to: number
}
export interface LogHistogramProps {
  readonly lines: readonly ShownLine[]
  readonly span: Span | null
  readonly onSpan: (span: Span | null) => void
}

const bins = 90
const height = 36

export function LogHistogram({ lines, span, onSpan }: LogHistogramProps) {
  const data = useMemo(() => histogram(lines, bins), [lines])
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null)
  const plot = useRef<SVGSVGElement>(null)
  const most = Math.max(1, ...data.map(total))
  const first = data[0]
  const last = data.at(-1)
  if (first === undefined || last === undefined) return null

  const binAt = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    return Math.min(bins - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * bins)))
  }
  const choose = (from: number, to: number) => {
    const a = data[Math.min(from, to)]
    const b = data[Math.max(from, to)]
    if (a !== undefined && b !== undefined) onSpan({ from: a.from, to: b.to })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onSpan(null)
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    const at = span === null ? bins - 1 : data.findIndex((bin) => bin.from >= span.from - 0.5)
    const next = Math.min(bins - 1, Math.max(0, at + (span === null ? 0 : step)))
    choose(next, next)
  }
  const chosen = drag ?? indexes(data, span)

  return (
    <div className={classes.histogram}>
      <svg
        ref={plot}
        className={classes.plot}
        viewBox={`0 0 ${bins * 10} ${height}`}
        preserveAspectRatio="none"
        role="slider"
        tabIndex={0}
        aria-label="Lines over time; arrow keys choose a span, Escape shows all"
        aria-valuemin={0}
        aria-valuemax={bins - 1}
        aria-valuenow={chosen?.from ?? bins - 1}
        aria-valuetext={span === null ? 'All lines' : `${clock(span.from)} to ${clock(span.to)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const at = binAt(event)
          setDrag({ from: at, to: at })
        }}
        onPointerMove={(event) => {
          if (drag !== null) setDrag({ ...drag, to: binAt(event) })
        }}
        onPointerUp={() => {
          if (drag !== null) choose(drag.from, drag.to)
          setDrag(null)
        }}
      >
        {chosen !== null && (
          <rect
            className={classes.span}
            x={Math.min(chosen.from, chosen.to) * 10}
            width={(Math.abs(chosen.to - chosen.from) + 1) * 10}
            y={0}
            height={height}
          />
        )}
        {data.map((bin, index) => (
          <Bar key={index} bin={bin} x={index * 10} scale={height / most} />
        ))}
      </svg>
      <div className={classes.axis} aria-hidden="true">
        <span>{clock(first.from)}</span>
        <span>{clock((first.from + last.to) / 2)}</span>
        <span>{clock(last.to)}</span>
      </div>
    </div>
  )
}

function Bar({ bin, x, scale }: { readonly bin: HistogramBin; readonly x: number; readonly scale: number }) {
  const rest = (bin.counts.info + bin.counts.debug + bin.counts.none) * scale
  const warn = bin.counts.warn * scale
  const error = bin.counts.error * scale
  return (
    <>
      {rest > 0 && <rect className={classes.rest} x={x + 1} width={8} y={height - rest} height={rest} />}
      {warn > 0 && (
        <rect className={classes.warn} x={x + 1} width={8} y={height - rest - warn} height={warn} />
      )}
      {error > 0 && (
        <rect className={classes.error} x={x + 1} width={8} y={height - rest - warn - error} height={error} />
      )}
    </>
  )
}

function indexes(data: readonly HistogramBin[], span: Span | null): { from: number; to: number } | null {
  if (span === null) return null
  const from = data.findIndex((bin) => bin.to > span.from)
  const to = data.findLastIndex((bin) => bin.from < span.to)
  return from === -1 || to === -1 ? null : { from, to }
}

const total = (bin: HistogramBin): number =>
  bin.counts.error + bin.counts.warn + bin.counts.info + bin.counts.debug + bin.counts.none

const clock = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB')
