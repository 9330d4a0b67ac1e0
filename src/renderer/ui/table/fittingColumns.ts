// Which columns fit a width: the one with the highest priority number drops first, until the rest fits.
import type { Column } from './column.ts'

type Fitting = Pick<Column<never>, 'id' | 'width' | 'priority'>

/**
 * @param columns in the order they stand
 * @param available pixels for them all; 0 means not measured yet: all stay
 * @returns the ids that stay
 */
export function fittingColumns(columns: readonly Fitting[], available: number): ReadonlySet<string> {
  const next = droppable(columns)
  const doesFit = available <= 0 || widthOf(columns) <= available
  if (doesFit || next === undefined) return new Set(columns.map((column) => column.id))
  return fittingColumns(
    columns.filter((column) => column !== next),
    available,
  )
}

const widthOf = (columns: readonly Fitting[]): number =>
  columns.reduce((sum, column) => sum + column.width, 0)

/** The last of those with the highest priority number; undefined where only lasting ones are left. */
function droppable(columns: readonly Fitting[]): Fitting | undefined {
  const highest = Math.max(0, ...columns.map((column) => column.priority ?? 0))
  return highest === 0 ? undefined : columns.findLast((column) => column.priority === highest)
}
