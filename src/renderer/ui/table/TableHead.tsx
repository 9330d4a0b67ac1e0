// The head of a table: tick for all, labels that sort.
import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column, TableSort } from './column.ts'
import classes from './DataTable.module.css'

export interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
  readonly selectable: boolean
  /** How many of the shown rows are ticked. */
  readonly selection: 'none' | 'some' | 'all'
  readonly onSelectAll: () => void
}

/** Stays in sight while the rows scroll. */
export function TableHead<Row>({
  columns,
  sort,
  onSort,
  selectable,
  selection,
  onSelectAll,
}: TableHeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {selectable && (
          <th scope="col" className={classes.tick}>
            <Checkbox
              aria-label="Select all shown"
              checked={selection === 'all'}
              indeterminate={selection === 'some'}
              onChange={onSelectAll}
            />
          </th>
        )}
        {columns.map((column) => {
          const isSorted = sort.column === column.id
          const Arrow = sort.descending ? IconArrowDown : IconArrowUp
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sortBy === undefined ? (
                column.label
              ) : (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => onSort({ column: column.id, descending: isSorted && !sort.descending })}
                >
                  {column.label}
                  {isSorted && <Arrow size={13} stroke={1.8} aria-hidden />}
                </button>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
