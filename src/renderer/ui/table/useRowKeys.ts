// The keyboard in a table: one row is the active one; arrows move it, space ticks it, enter opens it.
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'

export interface RowKeysInput {
  readonly ids: readonly string[]
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly scrollTo: (index: number) => void
  /** Rows that a page of the screen holds, for PageUp and PageDown. */
  readonly pageSize: number
  readonly selectable: boolean
  readonly onToggle: (id: string, extend: boolean) => void
  readonly onSelectAll: () => void
  readonly onOpen: (id: string) => void
  /** Escape: takes back the selection, else the filter. */
  readonly onEscape: () => void
}

export interface RowKeys {
  /** The row that Tab reaches. */
  readonly activeId: string | null
  readonly setActive: (id: string) => void
  /** Moves the focus into the table, as ArrowDown in the filter does. */
  readonly enter: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** A roving focus over rows of which only some are drawn. */
export function useRowKeys(input: RowKeysInput): RowKeys {
  const { ids, body, scrollTo } = input
  const [wantedId, setActive] = useState<string | null>(null)
  const activeId = wantedId !== null && ids.includes(wantedId) ? wantedId : (ids[0] ?? null)
  const focusPending = useRef(false)

  // The row may only be drawn after scrolling, so the focus waits for it over renders.
  useLayoutEffect(() => {
    if (!focusPending.current || activeId === null) return
    const row = findRow(body.current, activeId)
    if (row === null) return
    focusPending.current = false
    row.focus({ preventScroll: true })
  })
  useOnlyActiveRowInTabOrder(body, activeId)

  const moveTo = useCallback(
    (index: number) => {
      const id = ids[Math.max(0, Math.min(ids.length - 1, index))]
      if (id === undefined) return
      focusPending.current = true
      setActive(id)
      scrollTo(ids.indexOf(id))
    },
    [ids, scrollTo],
  )
  const enter = useCallback(
    () => moveTo(activeId === null ? 0 : ids.indexOf(activeId)),
    [activeId, ids, moveTo],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (activeId === null || event.defaultPrevented || isEditing(event.target)) return
    const index = ids.indexOf(activeId)
    const isOnRow = event.target instanceof HTMLTableRowElement
    const act = (run: () => void) => {
      event.preventDefault()
      run()
    }
    const step = (to: number) =>
      act(() => {
        moveTo(to)
        const id = ids[Math.max(0, Math.min(ids.length - 1, to))]
        if (event.shiftKey && input.selectable && id !== undefined) input.onToggle(id, true)
      })
    switch (event.key) {
      case 'ArrowDown':
        return step(index + 1)
      case 'ArrowUp':
        return step(index - 1)
      case 'PageDown':
        return act(() => moveTo(index + input.pageSize))
      case 'PageUp':
        return act(() => moveTo(index - input.pageSize))
      case 'Home':
        return act(() => moveTo(0))
      case 'End':
        return act(() => moveTo(ids.length - 1))
      case 'Escape':
        return act(input.onEscape)
      case ' ':
        return isOnRow && input.selectable ? act(() => input.onToggle(activeId, event.shiftKey)) : undefined
      case 'Enter':
        return isOnRow ? act(() => input.onOpen(activeId)) : undefined
      case 'a':
        return (event.ctrlKey || event.metaKey) && input.selectable ? act(input.onSelectAll) : undefined
      default:
        return undefined
    }
  }
  return { activeId, setActive, enter, onKeyDown }
}

/** Links and ticks of other rows leave the tab order: Tab walks through the active row, then out of the table. */
function useOnlyActiveRowInTabOrder(
  body: RefObject<HTMLTableSectionElement | null>,
  activeId: string | null,
): void {
  useEffect(() => {
    for (const row of body.current?.querySelectorAll<HTMLTableRowElement>('tr[data-row]') ?? []) {
      const tabIndex = row.dataset['row'] === activeId ? 0 : -1
      for (const control of row.querySelectorAll<HTMLElement>('a, button, input')) control.tabIndex = tabIndex
    }
  })
}

const findRow = (body: HTMLElement | null, id: string): HTMLElement | null =>
  body?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"]`) ?? null

const isEditing = (target: EventTarget): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox')
