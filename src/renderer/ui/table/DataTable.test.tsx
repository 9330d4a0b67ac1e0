// The table as its reader uses it: filter, sort, facets, ticks, keys, and rows that hold still.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, useLocation } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderPage } from '../../testRender.tsx'
import type { Column, Facet } from './column.ts'
import { DataTable } from './DataTable.tsx'

interface Fruit {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly grams: number
  readonly bad?: string
}
const fruit = (name: string, kind: string, grams: number, bad?: string): Fruit => ({
  id: `id-${name}`,
  name,
  kind,
  grams,
  ...(bad === undefined ? {} : { bad }),
})
const basket = [
  fruit('pear', 'pome', 180),
  fruit('apple', 'pome', 150),
  fruit('cherry', 'stone', 8, 'has a worm'),
]

const columns: readonly Column<Fruit>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 200,
    hideable: false,
    sortBy: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: 'grams',
    label: 'Grams',
    width: 80,
    align: 'right',
    sortBy: (row) => row.grams,
    cell: (row) => row.grams,
  },
]
const facets: readonly Facet<Fruit>[] = [{ id: 'kind', label: 'Kind', kind: 'joined', of: (row) => row.kind }]
const bulk = (rows: readonly Fruit[]) => <button type="button">Eat {rows.length}</button>
const idOf = (row: Fruit) => row.id
const nameOf = (row: Fruit) => row.name

function Where() {
  const { pathname, search } = useLocation()
  return <output aria-label="address">{pathname + search}</output>
}
const Page = ({ rows }: { readonly rows: readonly Fruit[] }) => (
  <>
    <DataTable
      label="Fruit"
      title="Fruit"
      rows={rows}
      columns={columns}
      facets={facets}
      rowId={idOf}
      rowName={nameOf}
      defaultSort={{ column: 'name', descending: false }}
      reason={(row) => (row.bad === undefined ? null : { status: 'warn', text: row.bad })}
      href={(row) => `/fruit/${row.name}`}
      bulk={bulk}
      empty={<p>No fruit</p>}
    />
    <Link to="/?kind=stone">stones</Link>
    <Where />
  </>
)
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[1]?.firstChild?.textContent)
const address = () => screen.getByLabelText('address').textContent

beforeEach(() => localStorage.clear())

describe('DataTable', () => {
  it('shows rows in the order of the default sort, and the reason of a row that is not well', () => {
    renderPage(<Page rows={basket} />)
    expect(names()).toEqual(['apple', 'cherry', 'pear'])
    expect(screen.getByText('has a worm')).toBeVisible()
    expect(screen.getByRole('grid', { name: 'Fruit' })).toHaveAttribute('aria-rowcount', '4')
  })

  it('sorts by a head, again for the other direction, and keeps that in the address', async () => {
    renderPage(<Page rows={basket} />)
    await userEvent.click(screen.getByRole('button', { name: 'Grams' }))
    expect(names()).toEqual(['cherry', 'apple', 'pear'])
    await userEvent.click(screen.getByRole('button', { name: 'Grams' }))
    expect(names()).toEqual(['pear', 'apple', 'cherry'])
    expect(address()).toContain('sort=-grams')
  })

  it('filters by words in any order and keeps the filter in the address', async () => {
    renderPage(<Page rows={basket} />)
    await userEvent.type(screen.getByRole('textbox', { name: 'Filter' }), 'PL ap')
    expect(names()).toEqual(['apple'])
    expect(address()).toContain('q=PL+ap')
  })

  it('offers to show all where nothing matches', async () => {
    renderPage(<Page rows={basket} />, '/?q=melon&kind=stone')
    await userEvent.click(screen.getByRole('button', { name: 'Show all 3' }))
    expect(names()).toEqual(['apple', 'cherry', 'pear'])
  })

  it('narrows down by a facet and counts what the others would show', async () => {
    renderPage(<Page rows={basket} />)
    const kinds = screen.getByRole('group', { name: 'Kind' })
    await userEvent.click(within(kinds).getByRole('button', { name: 'stone 1' }))
    expect(names()).toEqual(['cherry'])
    expect(within(kinds).getByRole('button', { name: 'All 3' })).toHaveAttribute('aria-pressed', 'false')
    expect(within(kinds).getByRole('button', { name: 'pome 2' })).toBeVisible()
    expect(address()).toContain('kind=stone')
  })

  it('comes back from an address with the same filter, sort and ticks', () => {
    renderPage(<Page rows={basket} />, '/?q=p&sort=-grams&sel=id-pear')
    expect(names()).toEqual(['pear', 'apple'])
    expect(screen.getByRole('region', { name: 'Selected rows' })).toHaveTextContent('1 selected')
    expect(screen.getByRole('button', { name: 'Eat 1' })).toBeVisible()
  })

  it('ticks a range with shift and clears it with Escape', async () => {
    renderPage(<Page rows={basket} />)
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select apple' }))
    const user = userEvent.setup()
    await user.keyboard('{Shift>}')
    await user.click(screen.getByRole('checkbox', { name: 'Select pear' }))
    await user.keyboard('{/Shift}')
    expect(screen.getByRole('button', { name: 'Eat 3' })).toBeVisible()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Selected rows' })).toBeNull()
  })

  it('is used by keyboard alone: slash, arrow down, space, enter', async () => {
    renderPage(<Page rows={basket} />)
    await userEvent.keyboard('/')
    expect(screen.getByRole('textbox', { name: 'Filter' })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    expect(screen.getAllByRole('row')[1]).toHaveFocus()
    await userEvent.keyboard('{ArrowDown} ')
    expect(screen.getByRole('checkbox', { name: 'Select cherry' })).toBeChecked()
    await userEvent.keyboard('{End}{Enter}')
    expect(address()).toBe('/fruit/pear')
  })

  it('keeps every tick of quick keys', async () => {
    renderPage(<Page rows={basket} />)
    await userEvent.setup({ delay: null }).keyboard('/{ArrowDown} {ArrowDown} {ArrowDown} ')
    expect(screen.getByRole('button', { name: 'Eat 3' })).toBeVisible()
    expect(address()).toContain('sel=id-apple&sel=id-cherry&sel=id-pear')
  })

  it('follows a link that asks for something else', async () => {
    renderPage(<Page rows={basket} />, '/?q=pear')
    expect(names()).toEqual(['pear'])
    await userEvent.click(screen.getByRole('link', { name: 'stones' }))
    expect(names()).toEqual(['cherry'])
    expect(screen.getByRole('textbox', { name: 'Filter' })).toHaveValue('')
  })

  it('has one row in the tab order, so that Tab leaves the table', () => {
    renderPage(<Page rows={basket} />)
    expect(screen.getAllByRole('row').filter((row) => row.tabIndex === 0)).toHaveLength(1)
    expect(screen.getByRole('checkbox', { name: 'Select pear' }).tabIndex).toBe(-1)
    expect(screen.getByRole('checkbox', { name: 'Select apple' }).tabIndex).toBe(0)
  })

  it('keeps rows in place while the pointer is over it, and sorts again when it leaves', async () => {
    const user = userEvent.setup()
    const view = renderPage(<Page rows={basket} />, '/?sort=grams')
    expect(names()).toEqual(['cherry', 'apple', 'pear'])
    await user.hover(screen.getByRole('grid'))
    view.show(
      <Page
        rows={[
          fruit('pear', 'pome', 1),
          fruit('apple', 'pome', 2),
          fruit('cherry', 'stone', 3),
          fruit('fig', 'other', 0),
        ]}
      />,
    )
    expect(names()).toEqual(['cherry', 'apple', 'pear', 'fig'])
    await user.hover(screen.getByLabelText('address'))
    expect(names()).toEqual(['fig', 'pear', 'apple', 'cherry'])
  })

  it('draws only some of a thousand rows', () => {
    const many = Array.from({ length: 1000 }, (_, index) => fruit(`apple ${index}`, 'pome', index))
    renderPage(<Page rows={many} />)
    expect(screen.getAllByRole('row').length).toBeLessThan(100)
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '1001')
    expect(names().slice(0, 3)).toEqual(['apple 0', 'apple 1', 'apple 2'])
  })

  it('hides a column by choice and remembers it', async () => {
    const first = renderPage(<Page rows={basket} />)
    await userEvent.click(screen.getByRole('button', { name: 'Choose columns' }))
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Grams' }))
    expect(screen.queryByRole('columnheader', { name: 'Grams' })).toBeNull()
    first.leave()
    renderPage(<Page rows={basket} />)
    expect(screen.queryByRole('columnheader', { name: 'Grams' })).toBeNull()
  })

  it('teaches where there is no row at all', () => {
    vi.useRealTimers()
    renderPage(<Page rows={[]} />)
    expect(screen.getByText('No fruit')).toBeVisible()
  })
})
