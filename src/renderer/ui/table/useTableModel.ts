// Filter, facets and sort, computed by TanStack Table from a page's columns. Everything on the screen comes from here.
import {
  columnFacetingFeature,
  columnFilteringFeature,
  createColumnHelper,
  createFacetedRowModel,
  createFacetedUniqueValues,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Column, Facet } from './column.ts'
import type { TableState } from './useTableState.ts'

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  columnFacetingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  facetedRowModel: createFacetedRowModel(),
  facetedUniqueValues: createFacetedUniqueValues(),
})

export interface TableModelInput<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly facets: readonly Facet<Row>[]
  readonly rowId: (row: Row) => string
  readonly rowName: (row: Row) => string
  readonly state: TableState
}

export interface TableModel<Row> {
  /** Filtered and sorted. */
  readonly ordered: readonly Row[]
  /** For each facet its values and how many rows have them, the other facets and the filter applied. */
  readonly facetCounts: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** How many rows there would be without this facet. */
  readonly facetTotals: ReadonlyMap<string, number>
}

const textColumn = 'text:all'
const isTextColumn = (column: { readonly id: string }): boolean => column.id === textColumn
const holdsText = (
  row: { getValue: (columnId: string) => unknown },
  columnId: string,
  wanted: string,
): boolean => matches(String(row.getValue(columnId)), wanted)
const facetColumn = (id: string): string => `facet:${id}`
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** The rows to show and the figures of the facets. */
export function useTableModel<Row extends object>(input: TableModelInput<Row>): TableModel<Row> {
  const { rows, columns, facets, rowId, rowName, state } = input
  const definitions = useMemo(() => columnDefinitions(columns, facets, rowName), [columns, facets, rowName])
  const sorting = useMemo(
    () => [{ id: state.sort.column, desc: state.sort.descending }],
    [state.sort.column, state.sort.descending],
  )
  const columnFilters = useMemo(
    () => Object.entries(state.facets).map(([id, value]) => ({ id: facetColumn(id), value })),
    [state.facets],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { sorting, columnFilters, globalFilter: state.filter },
    getColumnCanGlobalFilter: isTextColumn,
    globalFilterFn: holdsText,
  })

  const filtered = table.getRowModel().rows
  return useMemo(() => {
    const facetCounts = new Map<string, ReadonlyMap<string, number>>()
    const facetTotals = new Map<string, number>()
    for (const facet of facets) {
      const column = table.getColumn(facetColumn(facet.id))
      const counts = new Map<string, number>()
      for (const [value, count] of column?.getFacetedUniqueValues() ?? []) counts.set(String(value), count)
      facetCounts.set(facet.id, counts)
      facetTotals.set(facet.id, column?.getFacetedRowModel().rows.length ?? 0)
    }
    return { ordered: filtered.map((row) => row.original), facetCounts, facetTotals }
  }, [filtered, facets, table])
}

/** Whether a text holds every word of a filter, in any order and case. */
export function matches(text: string, filter: string): boolean {
  const lower = text.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

function columnDefinitions<Row extends object>(
  columns: readonly Column<Row>[],
  facets: readonly Facet<Row>[],
  rowName: (row: Row) => string,
) {
  const helper = createColumnHelper<typeof features, Row>()
  const sortable = columns.map((column) =>
    helper.accessor((row) => column.sortBy?.(row) ?? undefined, {
      id: column.id,
      enableSorting: column.sortBy !== undefined,
      sortUndefined: 'last',
      sortFn: (a, b, id) => {
        const order = compare(a.getValue(id), b.getValue(id))
        return order === 0 ? collator.compare(rowName(a.original), rowName(b.original)) : order
      },
    }),
  )
  const faceted = facets.map((facet) =>
    helper.accessor((row) => [facet.of(row)].flat(), {
      id: facetColumn(facet.id),
      getUniqueValues: (row) => [facet.of(row)].flat(),
      filterFn: (row, id, wanted: readonly string[]) =>
        row.getValue<readonly string[]>(id).some((value) => wanted.includes(value)),
    }),
  )
  const text = helper.accessor(
    (row) => [rowName(row), ...columns.map((column) => column.text?.(row) ?? '')].join('\n'),
    { id: textColumn, enableSorting: false },
  )
  return helper.columns([...sortable, ...faceted, text])
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return collator.compare(String(a), String(b))
}
