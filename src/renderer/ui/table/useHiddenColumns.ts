// Which columns the reader hides, remembered for each table on this machine.
import { useCallback, useState } from 'react'
import type { Column } from './column.ts'

/** The hidden ids and a toggle. Where storage is refused, the choice holds until the page is left. */
export function useHiddenColumns<Row>(
  table: string,
  columns: readonly Column<Row>[],
): readonly [ReadonlySet<string>, (id: string) => void] {
  const key = `swarmdeck.columns.${table}`
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(read(key) ?? columns.filter((column) => column.hidden === true).map((column) => column.id)),
  )
  const toggle = useCallback(
    (id: string) => {
      setHidden((before) => {
        const next = new Set(before)
        if (!next.delete(id)) next.add(id)
        write(key, [...next])
        return next
      })
    },
    [key],
  )
  return [hidden, toggle]
}

function read(key: string): readonly string[] | null {
  try {
    const text = localStorage.getItem(key)
    if (text === null) return null
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null
  } catch {
    return null
  }
}

function write(key: string, ids: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(ids))
  } catch {
    // A browser without storage: the choice is simply not remembered.
  }
}
