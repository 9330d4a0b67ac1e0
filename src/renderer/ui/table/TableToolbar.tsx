// The row above a table: title, filter, facets, and at the right the choice of columns and Create.
import { Kbd, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { FacetGroup, FacetMenu, type FacetOption } from '../FacetGroup.tsx'
import type { Facet } from './column.ts'
import classes from './DataTable.module.css'

export interface TableToolbarProps<Row> {
  readonly title: ReactNode
  readonly filter: string
  readonly onFilter: (filter: string) => void
  /** ArrowDown in the filter. */
  readonly onEnterTable: () => void
  readonly facets: readonly Facet<Row>[]
  readonly options: ReadonlyMap<string, readonly FacetOption[]>
  readonly totals: ReadonlyMap<string, number>
  readonly selected: Readonly<Record<string, readonly string[]>>
  readonly onFacet: (id: string, values: readonly string[]) => void
  /** True where little room is left: facet menus that are not set go. */
  readonly narrow: boolean
  readonly end: ReactNode
}

/** `/` focuses the filter from anywhere on the page; Esc in it clears it, then leaves it. */
export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const input = useRef<HTMLInputElement>(null)
  useSlash(input)
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Table">
      <h1 className={classes.title}>{props.title}</h1>
      <TextInput
        ref={input}
        className={classes.filter}
        aria-label="Filter"
        placeholder="Filter"
        value={props.filter}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
        rightSection={
          <span className={classes.slash} aria-hidden="true">
            {props.filter === '' ? '/' : <Kbd>Esc</Kbd>}
          </span>
        }
        rightSectionPointerEvents="none"
        rightSectionWidth={props.filter === '' ? 24 : 44}
        onChange={(event) => props.onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            if (props.filter === '') event.currentTarget.blur()
            else props.onFilter('')
          } else if (event.key === 'ArrowDown') {
            event.preventDefault()
            props.onEnterTable()
          }
        }}
      />
      {props.facets.map((facet) => {
        const selected = props.selected[facet.id] ?? []
        const options = props.options.get(facet.id) ?? []
        const onChange = (values: readonly string[]) => props.onFacet(facet.id, values)
        if (facet.kind === 'joined') {
          // Past the third value a narrow toolbar has no room; what is chosen always stays in sight.
          const shown = props.narrow
            ? options.filter((option, index) => index < 3 || selected.includes(option.value))
            : options
          return (
            <FacetGroup
              key={facet.id}
              label={facet.label}
              options={shown}
              selected={selected}
              onChange={onChange}
              total={props.totals.get(facet.id) ?? 0}
            />
          )
        }
        if (props.narrow && selected.length === 0) return null
        return (
          <FacetMenu
            key={facet.id}
            label={facet.label}
            options={options}
            selected={selected}
            onChange={onChange}
          />
        )
      })}
      <div className={classes.toolbarEnd}>{props.end}</div>
    </div>
  )
}

function useSlash(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      const target = event.target
      if (
        target instanceof HTMLElement &&
        target.closest('input, textarea, [contenteditable], [role="dialog"]')
      )
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [input])
}
