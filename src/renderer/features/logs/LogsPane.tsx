// The output of a service or a task: followed, searched, filtered, paused, downloaded.
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import type { Task } from '../../../shared/model/task.ts'
import { useCluster } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatCount, formatPlural, shortId } from '../../ui/format.ts'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import type { LogBuffer } from './logBuffer.ts'
import { LogHistogram, type Span } from './LogHistogram.tsx'
import type { LogLevel } from './logLevel.ts'
import { LogLines } from './LogLines.tsx'
import { firstRange, type LogRange } from './logRange.ts'
import { LogTasks, type LogTask } from './LogTasks.tsx'
import { LogToolbar, type LogDisplay } from './LogToolbar.tsx'
import { logText, logView, type LogFilter } from './logView.ts'
import { useBufferedLines } from './useBufferedLines.ts'
import type { LogTarget } from './logSource.ts'
import { useLogStream } from './useLogStream.ts'
import classes from './LogsPane.module.css'

export interface LogsPaneProps {
  readonly target: LogTarget
  /** Tasks beyond the live ones, so that ended ones have names too. */
  readonly knownTasks?: readonly Task[]
}

const nothing: ReadonlySet<never> = new Set()

export function LogsPane({ target, knownTasks = [] }: LogsPaneProps) {
  const { connection, tasks, nodesById } = useCluster()
  const [range, setRange] = useState<LogRange>(firstRange)
  const [search, setSearch] = useState('')
  const [hit, setHit] = useState<number | null>(null)
  const [hiddenLevels, setHiddenLevels] = useState<ReadonlySet<LogLevel>>(nothing)
  const [hiddenTasks, setHiddenTasks] = useState<ReadonlySet<string>>(nothing)
  const [opened, setOpened] = useState<ReadonlySet<number>>(nothing)
  const [span, setSpan] = useState<Span | null>(null)
  const [display, setDisplay] = useState<LogDisplay>({ wrap: false, stamps: true, fold: true })
  const [following, setFollowing] = useState(true)
  const searchInput = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => searchInput.current?.focus()]])

  const stream = useLogStream(connection.id, target, range)
  const { lines, waiting } = useBufferedLines(stream.buffer, !following)
  const filter = useMemo<LogFilter>(
    () => ({ search, hiddenLevels, hiddenTasks, foldTraces: display.fold, opened, span }),
    [search, hiddenLevels, hiddenTasks, display.fold, opened, span],
  )
  const view = useMemo(() => logView(lines, filter), [lines, filter])
  const logTasks = useMemo(
    () =>
      tasksOf([...knownTasks, ...tasks], stream.buffer, lines.length, (id) => nodesById.get(id)?.hostname),
    [knownTasks, tasks, stream.buffer, lines.length, nodesById],
  )
  const byId = useMemo(() => new Map(logTasks.map((task) => [task.id, task])), [logTasks])
  const taskName = (id: string) => byId.get(id)?.name ?? shortId(id)

  const step = (by: 1 | -1) => {
    if (view.hits.length === 0) return
    setFollowing(false)
    setHit((now) =>
      now === null ? (by === 1 ? 0 : view.hits.length - 1) : (now + by + view.hits.length) % view.hits.length,
    )
  }
  const follow = (on: boolean) => {
    if (on) {
      setHit(null)
      setSpan(null)
    }
    setFollowing(on)
  }
  const isEmpty = lines.length === 0
  const notes = [
    ...stream.notes,
    ...(stream.buffer.dropped > 0
      ? [
          `The oldest ${formatCount(stream.buffer.dropped)} lines were let go; read a shorter range to see them.`,
        ]
      : []),
    `Merged by the engine's time stamp.${stream.buffer.late > 0 ? ` ${formatPlural(stream.buffer.late, 'line')} came late and ${stream.buffer.late === 1 ? 'was' : 'were'} put in place.` : ''}`,
  ]

  return (
    <section className={classes.pane} aria-label="Logs">
      <LogToolbar
        searchInput={searchInput}
        search={search}
        onSearch={(next) => {
          setSearch(next)
          setHit(null)
        }}
        hits={view.hits.length}
        hit={hit}
        onStep={step}
        byLevel={stream.buffer.byLevel}
        hiddenLevels={hiddenLevels}
        onHiddenLevels={setHiddenLevels}
        range={range}
        onRange={(next) => {
          setRange(next)
          follow(true)
        }}
        display={display}
        onDisplay={setDisplay}
        following={following}
        waiting={waiting}
        ended={stream.state === 'ended'}
        onFollow={follow}
        onDownload={() => download(target, logText(lines, filter, taskName))}
      />
      {stream.error !== null && (
        <div className={classes.notice}>
          <ErrorNotice title="The log could not be read on." error={stream.error} onRetry={stream.retry} />
        </div>
      )}
      {isEmpty && stream.state === 'reading' && <LoadingRows label="Reading the log" />}
      {isEmpty && (stream.state === 'live' || stream.state === 'ended') && (
        <EmptyState title="No lines yet">
          {stream.state === 'live'
            ? 'Nothing was written in this range. New lines appear here as they come.'
            : 'These tasks ended without writing anything in this range.'}
        </EmptyState>
      )}
      {!isEmpty && (
        <div className={classes.body}>
          {target.kind === 'service' && (
            <LogTasks tasks={logTasks} hidden={hiddenTasks} onHidden={setHiddenTasks} notes={notes} />
          )}
          <div className={classes.main}>
            <LogHistogram
              lines={lines}
              span={span}
              onSpan={(next) => {
                setSpan(next)
                setFollowing(false)
              }}
            />
            {span !== null && (
              <div className={classes.span}>
                {formatPlural(view.rows.length, 'line')} in this span
                <Button size="xs" variant="subtle" onClick={() => setSpan(null)}>
                  Show all
                </Button>
              </div>
            )}
            <LogLines
              rows={view.rows}
              search={search}
              current={hit === null ? null : (view.hits[hit] ?? null)}
              following={following && span === null}
              wrap={display.wrap}
              stamps={display.stamps}
              taskName={taskName}
              taskColour={(id) => byId.get(id)?.colour ?? 'var(--sd-line-strong)'}
              onOpenTrace={(row) => setOpened((now) => new Set([...now, traceHead(view.rows, row)]))}
              onAtEnd={(atEnd) => {
                if (!atEnd) setFollowing(false)
                else if (stream.state !== 'ended') follow(true)
              }}
            />
          </div>
        </div>
      )}
    </section>
  )
}

const endedPhases: ReadonlySet<Task['phase']> = new Set(['failed', 'complete', 'ended'])

/** The tasks that have lines here, in order of slot, each with its colour. */
function tasksOf(
  known: readonly Task[],
  buffer: LogBuffer,
  _version: number,
  hostname: (nodeId: string) => string | undefined,
): readonly LogTask[] {
  const byId = new Map(known.map((task) => [task.id, task]))
  const ids = [...buffer.byTask.keys()].sort((a, b) =>
    (byId.get(a)?.name ?? a).localeCompare(byId.get(b)?.name ?? b, 'en', { numeric: true }),
  )
  return ids.map((id, index) => {
    const task = byId.get(id)
    return {
      id,
      name: task === undefined ? shortId(id) : withoutStack(task.name),
      node: nodeName(task?.nodeId ?? null, hostname),
      lines: buffer.byTask.get(id) ?? 0,
      ended: task === undefined || endedPhases.has(task.phase),
      colour: `var(--sd-chart-${(index % 6) + 1})`,
    }
  })
}

const nodeName = (id: string | null, hostname: (nodeId: string) => string | undefined): string =>
  id === null ? '' : (hostname(id) ?? shortId(id))

/** `shop_api.3` → `api.3`: the page's title names the stack already. */
const withoutStack = (name: string): string => name.replace(/^[^_]*_(?=.)/, '')

/** The key of the line that the trace of this row began with. */
function traceHead(
  rows: readonly {
    readonly line: { readonly key: number; readonly taskId: string; readonly frame: boolean }
  }[],
  row: { readonly line: { readonly key: number; readonly taskId: string } },
): number {
  const at = rows.findIndex((each) => each.line.key === row.line.key)
  for (let index = at; index >= 0; index--) {
    const line = rows[index]?.line
    if (line !== undefined && line.taskId === row.line.taskId && !line.frame) return line.key
  }
  return row.line.key
}

function download(target: LogTarget, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${target.id}-${new Date().toISOString().replaceAll(':', '')}.log`
  link.click()
  URL.revokeObjectURL(url)
}
