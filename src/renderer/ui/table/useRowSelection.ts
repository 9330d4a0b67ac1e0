// Ticking rows: one, a range with shift, all that are shown.
import { useCallback, useLayoutEffect, useRef } from 'react'

export interface RowSelectionInput {
  readonly ids: readonly string[]
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
}

export interface RowSelection {
  readonly toggle: (id: string, extend: boolean) => void
  readonly toggleAll: () => void
  readonly state: 'none' | 'some' | 'all'
}

/** `extend` ticks everything between the last tick and this row. */
export function useRowSelection(input: RowSelectionInput): RowSelection {
  const latest = useRef(input)
  useLayoutEffect(() => {
    latest.current = input
  })
  const anchor = useRef<string | null>(null)

  const toggle = useCallback((id: string, extend: boolean) => {
    const { ids, selected, onChange } = latest.current
    const next = new Set(selected)
    if (extend && anchor.current !== null && ids.includes(anchor.current)) {
      for (const each of range(ids, anchor.current, id)) next.add(each)
    } else {
      if (!next.delete(id)) next.add(id)
      anchor.current = id
    }
    onChange(next)
  }, [])
  const toggleAll = useCallback(() => {
    const { ids, selected, onChange } = latest.current
    const areAll = ids.every((id) => selected.has(id))
    const next = new Set(selected)
    for (const id of ids) {
      if (areAll) next.delete(id)
      else next.add(id)
    }
    onChange(next)
  }, [])

  const shown = input.ids.filter((id) => input.selected.has(id)).length
  const state = shown === 0 ? 'none' : shown === input.ids.length ? 'all' : 'some'
  return { toggle, toggleAll, state }
}

function range(ids: readonly string[], from: string, to: string): readonly string[] {
  const [first, last] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b)
  return first === undefined || last === undefined || first < 0 ? [to] : ids.slice(first, last + 1)
}
