// The values a facet offers, in order, with their counts. What is chosen stays offered even where nothing has it now.
import type { FacetOption } from '../FacetGroup.tsx'
import type { Facet } from './column.ts'

/** Facet id to its options. */
export function facetOptions<Row>(
  facets: readonly Facet<Row>[],
  counts: ReadonlyMap<string, ReadonlyMap<string, number>>,
  selected: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, readonly FacetOption[]> {
  return new Map(
    facets.map((facet) => {
      const found = counts.get(facet.id) ?? new Map<string, number>()
      const values = [...new Set([...found.keys(), ...(selected[facet.id] ?? [])])]
      const place = (value: string): number => {
        const at = facet.order?.indexOf(value) ?? -1
        return at < 0 ? Number.MAX_SAFE_INTEGER : at
      }
      values.sort((a, b) => place(a) - place(b) || a.localeCompare(b, 'en', { numeric: true }))
      return [
        facet.id,
        values.map((value) => ({
          value,
          label: facet.render?.(value) ?? value,
          count: found.get(value) ?? 0,
        })),
      ]
    }),
  )
}
