// One of the app's tables, by the name it has for screen readers.
import type { Locator, Page } from '@playwright/test'

export class Table {
  readonly grid: Locator
  /** The rows that are drawn, without the head. */
  readonly rows: Locator
  /** The filter above a table that is the page. */
  readonly filter: Locator
  /** What can be done with the ticked rows; there only while some are. */
  readonly bulk: Locator
  readonly #page: Page

  constructor(page: Page, name: string) {
    this.#page = page
    this.grid = page.getByRole('grid', { name, exact: true })
    this.rows = this.grid.getByRole('row').filter({ has: page.getByRole('gridcell') })
    this.filter = page.getByRole('textbox', { name: 'Filter', exact: true })
    this.bulk = page.getByRole('region', { name: 'Selected rows' })
  }

  /** The row that holds this name. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.#page.getByText(name, { exact: true }) })
  }

  tick(name: string): Locator {
    return this.grid.getByRole('checkbox', { name: `Select ${name}`, exact: true })
  }

  /** The head of a column; it sorts. */
  head(label: string): Locator {
    return this.grid.getByRole('button', { name: label, exact: true })
  }

  /** A value of a joined facet, whatever its count, as in `Running` of `Status`. */
  facet(label: string, value: string): Locator {
    return this.#page
      .getByRole('group', { name: label, exact: true })
      .getByRole('button', { name: new RegExp(`^${value}\\b`) })
  }

  /** Sets a facet that is a menu. */
  async choose(label: string, value: string): Promise<void> {
    await this.#page
      .getByRole('toolbar', { name: 'Table' })
      .getByRole('button', { name: label, exact: true })
      .click()
    await this.#page.getByRole('menuitemcheckbox', { name: value }).click()
    await this.#page.keyboard.press('Escape')
  }

  /** One of the buttons for the ticked rows. */
  bulkAction(name: string): Locator {
    return this.bulk.getByRole('button', { name, exact: true })
  }
}
