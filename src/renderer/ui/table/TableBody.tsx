// The rows of a table: only those in sight are drawn. Scrolling draws this again and nothing else.
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import type { Column, RowReason } from './column.ts'
import { TableRow } from './TableRow.tsx'
import { useRowKeys } from './useRowKeys.ts'

export interface TableBodyProps<Row> {
  /** The order to show. */
  readonly ids: readonly string[]
  readonly byId: ReadonlyMap<string, Row>
  readonly rowName: (row: Row) => string
  /** The columns that are shown. */
  readonly columns: readonly Column<Row>[]
  readonly reason: ((row: Row) => RowReason | null) | undefined
  readonly reasonColumn: string
  readonly reasonWidth: number
  readonly quiet: ((row: Row) => boolean) | undefined
  /** null: rows cannot be ticked. */
  readonly selected: ReadonlySet<string> | null
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Filter, sort and facets: when they change, the rows begin at the top again. */
  readonly question: string
  /** Filled with what moves the focus into the rows. */
  readonly enter: RefObject<() => void>
  readonly onToggle: (id: string, extend: boolean) => void
  readonly onToggleAll: () => void
  readonly onOpen: (id: string) => void
  readonly onEscape: () => void
}

const rowHeight = 28
const reasonHeight = 24
const headHeight = 30

export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { ids, byId, columns, reason, quiet, selected, scroller, enter } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const withReason = useMemo(
    () => new Set(reason === undefined ? [] : ids.filter((id) => hasReason(reason, byId.get(id)))),
    [ids, byId, reason],
  )
  const wraps = columns.some((column) => column.wrap === true)
  // oxlint-disable-next-line react/incompatible-library -- it measures the DOM itself; this component is not compiled
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (withReason.has(ids[index] ?? '') ? reasonHeight : 0),
    getItemKey: (index) => ids[index] ?? index,
    overscan: 12,
    initialRect: { width: 1200, height: 800 },
    scrollPaddingEnd: headHeight,
  })
  // Heights that are known without measuring are computed again when a reason comes or goes.
  const heights = [...withReason].join(' ')
  useLayoutEffect(() => {
    if (!wraps) virtualizer.measure()
  }, [virtualizer, heights, wraps])

  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller, props.question])

  const keys = useRowKeys({
    ids,
    body,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    pageSize: Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 400) / rowHeight) - 2),
    selectable: selected !== null,
    onToggle: props.onToggle,
    onSelectAll: props.onToggleAll,
    onOpen: props.onOpen,
    onEscape: props.onEscape,
  })
  useEffect(() => {
    enter.current = keys.enter
  }, [enter, keys.enter])

  const items = virtualizer.getVirtualItems()
  const columnCount = columns.length + (selected === null ? 0 : 1)
  return (
    <tbody ref={body} onKeyDown={keys.onKeyDown}>
      <Spacer height={items[0]?.start ?? 0} columns={columnCount} />
      {items.map((item) => {
        const id = ids[item.index] ?? ''
        const row = byId.get(id)
        if (row === undefined) return null
        return (
          <TableRow
            key={id}
            row={row}
            id={id}
            name={props.rowName(row)}
            index={item.index}
            rowIndex={item.index + 2}
            columns={columns}
            reason={reason}
            reasonColumn={props.reasonColumn}
            reasonWidth={props.reasonWidth}
            quiet={quiet?.(row) ?? false}
            selectable={selected !== null}
            selected={selected?.has(id) ?? false}
            active={keys.activeId === id}
            measure={wraps ? virtualizer.measureElement : undefined}
            onToggle={props.onToggle}
            onActive={keys.setActive}
            onOpen={props.onOpen}
          />
        )
      })}
      <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={columnCount} />
    </tbody>
  )
}

function hasReason<Row>(reason: (row: Row) => RowReason | null, row: Row | undefined): boolean {
  return row !== undefined && reason(row) !== null
}

/** Stands for the rows above or below those that are drawn. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height <= 0 ? null : (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
