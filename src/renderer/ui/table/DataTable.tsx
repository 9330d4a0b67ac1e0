// The one table of the app: virtual rows, sort, filter, facets, choice of columns, ticks with a bulk bar, full keyboard
// use, and an order that holds still while the reader uses it. Plain `table` markup.
import { useElementSize } from '@mantine/hooks'
import { useCallback, useMemo, useRef, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { LoadingRows } from '../LoadingRows.tsx'
import { BulkBar } from './BulkBar.tsx'
import type { Column, Facet, RowReason, TableSort } from './column.ts'
import { ColumnMenu } from './ColumnMenu.tsx'
import { facetOptions } from './facetOptions.tsx'
import { fittingColumns } from './fittingColumns.ts'
import { useSteadyOrder } from './steadyOrder.ts'
import { TableBody } from './TableBody.tsx'
import { TableHead } from './TableHead.tsx'
import { TableToolbar } from './TableToolbar.tsx'
import { useHiddenColumns } from './useHiddenColumns.ts'
import { useInUse } from './useInUse.ts'
import { useRowSelection } from './useRowSelection.ts'
import { useTableModel } from './useTableModel.ts'
import { useTableState } from './useTableState.ts'
import classes from './DataTable.module.css'

export interface DataTableProps<Row extends object> {
  /** Names the table for screen readers and its remembered columns, as in `Services`. */
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  /** How a row is called in words: filter, ticks, bulk bar. */
  readonly rowName: (row: Row) => string
  readonly defaultSort: TableSort
  readonly facets?: readonly Facet<Row>[]
  readonly reason?: (row: Row) => RowReason | null
  /** The column under which reasons begin; the first one where left out. */
  readonly reasonColumn?: string
  /** Rows that are past, set back in grey. */
  readonly quiet?: (row: Row) => boolean
  /** Where enter and double click lead. */
  readonly href?: (row: Row) => string
  /** The actions on the ticked rows; left out: no ticks. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode
  /** With it the table is the page: toolbar with this title (`h1`), and its state in the address. */
  readonly title?: ReactNode
  /** The right end of the toolbar. */
  readonly create?: ReactNode
  /** Where there is no row at all. */
  readonly empty: ReactNode
  /** What is being read; null: it is read. */
  readonly loading?: string | null
}

const tickWidth = 38
const noFacets: readonly never[] = []

/** See the head of this file. Fills the height it is given and scrolls within. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowId, rowName, label, reason, href, quiet, loading = null } = props
  const facets: readonly Facet<Row>[] = props.facets ?? noFacets
  const isPage = props.title !== undefined
  const isSelectable = props.bulk !== undefined
  const facetIds = useMemo(() => facets.map((facet) => facet.id), [facets])
  const [state, set] = useTableState(facetIds, props.defaultSort, isPage)
  const model = useTableModel({ rows, columns, facets, rowId, rowName, state })

  const [hidden, toggleColumn] = useHiddenColumns(label, columns)
  const { ref: sizeRef, width } = useElementSize()
  const chosen = useMemo(() => columns.filter((column) => !hidden.has(column.id)), [columns, hidden])
  const room = width === 0 ? 0 : width - (isSelectable ? tickWidth : 0) - 16
  const fitting = useMemo(() => fittingColumns(chosen, room), [chosen, room])
  const shown = useMemo(() => chosen.filter((column) => fitting.has(column.id)), [chosen, fitting])

  const inUse = useInUse()
  const byId = useMemo(() => new Map(rows.map((row) => [rowId(row), row])), [rows, rowId])
  const wanted = useMemo(() => model.ordered.map(rowId), [model.ordered, rowId])
  const existing = useMemo(() => new Set(byId.keys()), [byId])
  const question = JSON.stringify([state.filter, state.sort, state.facets])
  const ids = useSteadyOrder(wanted, existing, inUse.isInUse, question)

  const scroller = useRef<HTMLDivElement>(null)
  const enter = useRef(() => {})
  const selection = useRowSelection({ ids, selected: state.selected, onChange: set.setSelected })
  const navigate = useNavigate()
  const open = useCallback(
    (id: string) => {
      const row = byId.get(id)
      if (row !== undefined && href !== undefined) void navigate(href(row))
    },
    [byId, href, navigate],
  )
  const clear = useCallback(() => set.setSelected(new Set()), [set])
  const escape = useCallback(
    () => (state.selected.size > 0 ? clear() : set.setFilter('')),
    [state.selected.size, clear, set],
  )

  const reasonColumn = props.reasonColumn ?? shown[0]?.id ?? ''
  const before = shown.slice(
    0,
    shown.findIndex((column) => column.id === reasonColumn),
  )
  const reasonWidth = room - before.reduce((sum, column) => sum + column.width, 0)
  const selectedRows = [...state.selected].flatMap((id) => byId.get(id) ?? [])
  const options = useMemo(
    () => facetOptions(facets, model.facetCounts, state.facets),
    [facets, model, state.facets],
  )
  const isFiltered = state.filter !== '' || Object.keys(state.facets).length > 0

  return (
    <div className={classes.table} data-page={isPage || undefined} ref={sizeRef}>
      {isPage && (
        <TableToolbar
          title={props.title}
          filter={state.filter}
          onFilter={set.setFilter}
          onEnterTable={() => enter.current()}
          facets={facets}
          options={options}
          totals={model.facetTotals}
          selected={state.facets}
          onFacet={set.setFacet}
          narrow={width > 0 && width < 1040}
          end={
            <>
              <ColumnMenu
                columns={columns.filter((column) => column.hideable !== false)}
                hidden={hidden}
                dropped={
                  new Set(chosen.filter((column) => !fitting.has(column.id)).map((column) => column.id))
                }
                onToggle={toggleColumn}
              />
              {props.create}
            </>
          }
        />
      )}
      <div className={classes.scroller} ref={scroller} {...inUse.handlers}>
        {loading !== null ? (
          <LoadingRows label={loading} rows={8} />
        ) : rows.length === 0 ? (
          props.empty
        ) : (
          <table
            role="grid"
            aria-label={label}
            aria-rowcount={ids.length + 1}
            aria-multiselectable={isSelectable || undefined}
            className={classes.grid}
          >
            <colgroup>
              {isSelectable && <col style={{ width: tickWidth }} />}
              {shown.map((column) => (
                <col key={column.id} style={column.grow === true ? {} : { width: column.width }} />
              ))}
            </colgroup>
            <TableHead
              columns={shown}
              sort={state.sort}
              onSort={set.setSort}
              selectable={isSelectable}
              selection={selection.state}
              onSelectAll={selection.toggleAll}
            />
            <TableBody
              ids={ids}
              byId={byId}
              rowName={rowName}
              columns={shown}
              reason={reason}
              reasonColumn={reasonColumn}
              reasonWidth={reasonWidth}
              quiet={quiet}
              selected={isSelectable ? state.selected : null}
              scroller={scroller}
              question={question}
              enter={enter}
              onToggle={selection.toggle}
              onToggleAll={selection.toggleAll}
              onOpen={open}
              onEscape={escape}
            />
          </table>
        )}
        {rows.length > 0 && ids.length === 0 && loading === null && isFiltered && (
          <p className={classes.nothing} role="status">
            Nothing here matches.{' '}
            <button type="button" className={classes.link} onClick={set.showAll}>
              Show all {rows.length}
            </button>
          </p>
        )}
      </div>
      {props.bulk !== undefined && selectedRows.length > 0 && (
        <BulkBar
          names={selectedRows.map(rowName)}
          hidden={selectedRows.filter((row) => !ids.includes(rowId(row))).length}
          actions={props.bulk(selectedRows, clear)}
          onClear={clear}
        />
      )}
    </div>
  )
}
