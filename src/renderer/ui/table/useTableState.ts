// What the reader asked of a table (filter, sort, facets, selection), kept in the page's address, so that back, forward,
// reload and a copied link bring it again. Tables inside a page keep it for themselves.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { TableSort } from './column.ts'

export interface TableState {
  readonly filter: string
  readonly sort: TableSort
  /** Facet id to chosen values; a facet that is not set is not there. */
  readonly facets: Readonly<Record<string, readonly string[]>>
  readonly selected: ReadonlySet<string>
}

export interface TableStateSetters {
  readonly setFilter: (filter: string) => void
  readonly setSort: (sort: TableSort) => void
  readonly setFacet: (id: string, values: readonly string[]) => void
  readonly setSelected: (ids: ReadonlySet<string>) => void
  /** Takes back filter and facets, so that every row shows. */
  readonly showAll: () => void
}

/** Reads the state from search parameters: `q`, `sort` (`-` in front: descending), `sel`, and one a facet. */
export function readTableState(
  params: URLSearchParams,
  facetIds: readonly string[],
  defaultSort: TableSort,
): TableState {
  const sort = params.get('sort')
  const facets: Record<string, readonly string[]> = {}
  for (const id of facetIds) {
    const values = params.getAll(id)
    if (values.length > 0) facets[id] = values
  }
  return {
    filter: params.get('q') ?? '',
    sort: sort === null ? defaultSort : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
    facets,
    selected: new Set(params.getAll('sel')),
  }
}

/** The state and its setters, in the address or (`inAddress` false) in the component. */
export function useTableState(
  facetIds: readonly string[],
  defaultSort: TableSort,
  inAddress: boolean,
): readonly [TableState, TableStateSetters] {
  const [addressParams, setAddressParams] = useSearchParams()
  const [params, setParams] = useState(() => (inAddress ? addressParams : new URLSearchParams()))
  // The router takes a moment to follow, so what was asked last is kept here: quick keys and ticks build on it.
  const latest = useRef(params)
  const sent = useRef(new Set<string>())

  useEffect(() => {
    if (!inAddress) return
    const here = addressParams.toString()
    if (here === latest.current.toString()) sent.current.clear()
    else if (!sent.current.has(here)) {
      // Somebody else changed it: back, forward, a link.
      latest.current = addressParams
      // oxlint-disable-next-line react/set-state-in-effect -- the address is the outside that this follows
      setParams(addressParams)
    }
  }, [inAddress, addressParams])

  const change = useCallback(
    (edit: (next: URLSearchParams) => void) => {
      const next = new URLSearchParams(latest.current)
      edit(next)
      latest.current = next
      setParams(next)
      if (!inAddress) return
      sent.current.add(next.toString())
      setAddressParams(next, { replace: true, preventScrollReset: true })
    },
    [inAddress, setAddressParams],
  )

  const facetKey = facetIds.join(' ')
  const setters = useMemo<TableStateSetters>(
    () => ({
      setFilter: (filter) => change((next) => put(next, 'q', filter === '' ? [] : [filter])),
      setSort: (sort) => change((next) => put(next, 'sort', [`${sort.descending ? '-' : ''}${sort.column}`])),
      setFacet: (id, values) => change((next) => put(next, id, values)),
      setSelected: (ids) => change((next) => put(next, 'sel', [...ids])),
      showAll: () =>
        change((next) => {
          for (const name of ['q', ...facetKey.split(' ')]) next.delete(name)
        }),
    }),
    [change, facetKey],
  )
  const state = useMemo(
    () =>
      readTableState(params, facetKey === '' ? [] : facetKey.split(' '), {
        column: defaultSort.column,
        descending: defaultSort.descending,
      }),
    [params, facetKey, defaultSort.column, defaultSort.descending],
  )
  return [state, setters]
}

function put(params: URLSearchParams, name: string, values: readonly string[]): void {
  params.delete(name)
  for (const value of values) params.append(name, value)
}
