// Which columns fit a width: the one with the highest priority number drops first, until the rest fits.
import type { Column } from './column.ts'

type Fitting = Pick<Column<never>, 'id' | 'width' | 'priority'>

/**
 * @param columns in the order they stand
 * @param available pixels for them all; 0 means not measured yet: all stay
 * @returns the ids that stay
 */
export function fittingColumns(columns: readonly Fitting[], available: number): ReadonlySet<string> {
  const kept = [...columns]
  while (available > 0 && widthOf(kept) > available) {
    const next = droppable(kept)
    if (next === undefined) break
    kept.splice(kept.indexOf(next), 1)
  }
  return new Set(kept.map((column) => column.id))
}

const widthOf = (columns: readonly Fitting[]): number =>
  columns.reduce((sum, column) => sum + column.width, 0)

/** The last of those with the highest priority number; undefined where only lasting ones are left. */
function droppable(columns: readonly Fitting[]): Fitting | undefined {
  const highest = Math.max(0, ...columns.map((column) => column.priority ?? 0))
  return highest === 0 ? undefined : columns.findLast((column) => column.priority === highest)
}
