// What a page tells the table: its columns and facets, as data.
import type { ReactNode } from 'react'
import type { Status } from '../status.ts'

export interface Column<Row> {
  readonly id: string
  /** The head's text. */
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** What sorting compares; null sorts last. Left out: the column does not sort. */
  readonly sortBy?: (row: Row) => string | number | null
  /** What the text filter searches besides the row's name. */
  readonly text?: (row: Row) => string
  /** Pixels; the least where `grow`. */
  readonly width: number
  /** Takes what width is left; at least one column should. */
  readonly grow?: boolean
  readonly align?: 'left' | 'right'
  /** 0 (default) always stays; the highest number drops first where the table is narrow. */
  readonly priority?: number
  /** False: the choice of columns does not offer to hide it. */
  readonly hideable?: boolean
  /** True: hidden until the reader chooses it. */
  readonly hidden?: boolean
  /** Lets the text wrap instead of cutting it off. */
  readonly wrap?: boolean
}

export interface Facet<Row> {
  readonly id: string
  readonly label: string
  /** `joined`: a group of buttons (the state of rows). `menu`: a dashed menu until it is set. */
  readonly kind: 'joined' | 'menu'
  /** The value or values of a row. */
  readonly of: (row: Row) => string | readonly string[]
  /** How a value is shown; the value itself where left out. */
  readonly render?: (value: string) => ReactNode
  /** The order of values; alphabetical where left out. Values not named come after. */
  readonly order?: readonly string[]
}

/** The second line of a row that is not well. */
export interface RowReason {
  readonly status: Status
  readonly text: ReactNode
}

/** Sorting: the column and its direction. */
export interface TableSort {
  readonly column: string
  readonly descending: boolean
}
