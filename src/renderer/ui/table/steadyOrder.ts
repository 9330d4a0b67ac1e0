// Keeps rows where they are while the reader uses the table: live updates change what stands in them, not their order.
import { useState } from 'react'

/**
 * The order to show. While in use: rows that were there stay in place (even if they no longer pass the filter), new
 * ones join at the end, removed ones go. Otherwise the true order.
 * @param shown the order on the screen, or null where none was kept
 * @param wanted the true order after filter and sort
 * @param existing every id that still exists
 */
export function steadyOrder(
  shown: readonly string[] | null,
  wanted: readonly string[],
  existing: ReadonlySet<string>,
): readonly string[] {
  if (shown === null) return wanted
  const kept = shown.filter((id) => existing.has(id))
  const known = new Set(kept)
  const joined = [...kept, ...wanted.filter((id) => !known.has(id))]
  return isSame(joined, wanted) ? wanted : joined
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])

/** The same over renders. A new `question` (sort, filter, facets) always brings the true order. */
export function useSteadyOrder(
  wanted: readonly string[],
  existing: ReadonlySet<string>,
  isInUse: boolean,
  question: string,
): readonly string[] {
  const [last, setLast] = useState<{ readonly question: string; readonly order: readonly string[] } | null>(
    null,
  )
  const kept = isInUse && last?.question === question ? last.order : null
  const order = steadyOrder(kept, wanted, existing)
  const isSettled = last?.question === question && isSame(last.order, order)
  // Remembered during the render (React's way to keep something of the last one); it settles with the next.
  if (!isSettled) setLast({ question, order })
  return isSettled ? last.order : order
}
