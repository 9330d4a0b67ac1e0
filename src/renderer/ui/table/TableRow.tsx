// One row: tick, cells, and under them the reason where it is not well.
import { Checkbox } from '@mantine/core'
import { memo, type MouseEvent, type ReactNode } from 'react'
import type { Column, RowReason } from './column.ts'
import classes from './DataTable.module.css'

export interface TableRowProps<Row> {
  readonly row: Row
  readonly id: string
  readonly name: string
  /** Counted from 1, the head included. */
  readonly rowIndex: number
  readonly index: number
  readonly columns: readonly Column<Row>[]
  /** The second line of a row that is not well. */
  readonly reason: ((row: Row) => RowReason | null) | undefined
  /** The column under which the reason begins, and the pixels it has. */
  readonly reasonColumn: string
  readonly reasonWidth: number
  readonly quiet: boolean
  readonly selectable: boolean
  readonly selected: boolean
  readonly active: boolean
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined
  readonly onToggle: (id: string, extend: boolean) => void
  readonly onActive: (id: string) => void
  readonly onOpen: (id: string) => void
}

/** Draws again only when something of it changed, so that a thousand rows stay smooth under live updates. */
export const TableRow = keepGeneric(PlainTableRow)

function PlainTableRow<Row>({ measure, ...props }: TableRowProps<Row>) {
  const { id, name, selectable, selected } = props
  const reason = props.reason?.(props.row) ?? null
  const onDoubleClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('a, button, input') === null) props.onOpen(id)
  }
  return (
    <tr
      ref={measure}
      data-index={props.index}
      data-row={id}
      data-status={reason?.status}
      data-quiet={props.quiet || undefined}
      className={classes.row}
      aria-rowindex={props.rowIndex}
      aria-selected={selectable ? selected : undefined}
      tabIndex={props.active ? 0 : -1}
      onFocus={() => props.onActive(id)}
      onDoubleClick={onDoubleClick}
    >
      {selectable && (
        <td className={classes.tick}>
          <Checkbox
            aria-label={`Select ${name}`}
            checked={selected}
            onClick={(event) => props.onToggle(id, event.shiftKey)}
            onChange={ignore}
          />
        </td>
      )}
      {props.columns.map((column) => (
        <td
          key={column.id}
          className={classes.cell}
          data-align={column.align}
          data-wrap={column.wrap || undefined}
          data-column={column.id}
        >
          <div className={classes.inner}>{column.cell(props.row)}</div>
          {reason !== null && column.id === props.reasonColumn && (
            <div className={classes.reason} style={{ width: props.reasonWidth }}>
              {reason.text}
            </div>
          )}
        </td>
      ))}
    </tr>
  )
}

// The click carries the shift key; React wants an onChange beside `checked`.
const ignore = (): void => {}

/** `memo` forgets that a component is generic; this signature keeps it. */
function keepGeneric<Props extends object>(
  component: (props: Props) => ReactNode,
): (props: Props) => ReactNode {
  return memo(component)
}
