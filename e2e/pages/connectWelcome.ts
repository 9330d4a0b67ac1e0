// The welcome page: a card for each saved connection, the places found on this machine, the ways to add one.
import { type Locator, type Page, expect } from '@playwright/test'
import { AddressDialog } from './connectAddressDialog.ts'

export class Welcome {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async show(): Promise<void> {
    await this.page.getByRole('link', { name: 'Your clusters' }).click()
    await expect(this.page.getByRole('heading', { level: 1, name: /Your clusters|Welcome/ })).toBeVisible()
  }

  card(name: string): Locator {
    return this.page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('button', { name: `Actions for ${name}`, exact: true }) })
  }

  /** Chooses from the menu of a card, as in `Edit…`. */
  async choose(name: string, item: string): Promise<void> {
    await this.card(name)
      .getByRole('button', { name: `Actions for ${name}` })
      .click()
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  async addByAddress(): Promise<AddressDialog> {
    await this.page.getByRole('button', { name: 'Add a cluster' }).click()
    return new AddressDialog(this.page.getByRole('dialog', { name: 'Add a cluster by its address' }))
  }

  async edit(name: string): Promise<AddressDialog> {
    await this.choose(name, 'Edit…')
    return new AddressDialog(this.page.getByRole('dialog', { name: `Edit ${name}` }))
  }

  /** A place found on this machine. */
  found(name: string): Locator {
    return this.page
      .getByRole('region', { name: 'Add a cluster' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(name, { exact: true }) })
  }

  async addFound(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
  }
}
