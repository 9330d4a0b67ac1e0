// A cluster on the screen: its pages by the sidebar, the state of its link, its operations, its sentence of health.
import type { Locator, Page } from '@playwright/test'
import type { Swarmdeck } from '../fixtures/swarmdeck.ts'
import { Operations } from './operations.ts'
import { Table } from './table.ts'

export type Place = 'Overview' | 'Nodes' | 'Services' | 'Stacks' | 'Networks' | 'Activity'

export class Cluster {
  readonly id: string
  readonly #swarmdeck: Swarmdeck

  constructor(swarmdeck: Swarmdeck, id: string) {
    this.#swarmdeck = swarmdeck
    this.id = id
  }

  /** Opens one of its pages by address, as in `services/shop_api/logs`. */
  async open(place = 'overview'): Promise<Screen> {
    return new Screen(await this.#swarmdeck.open(`/c/${this.id}/${place}`), this.id)
  }
}

/** What the window shows of the cluster. */
export class Screen {
  readonly page: Page
  readonly #id: string
  /** The page's own content, without rail, header and sidebar. */
  readonly main: Locator
  /** The page's title; on the overview the sentence of health. */
  readonly title: Locator
  readonly operations: Operations
  readonly dialog: Locator

  constructor(page: Page, id: string) {
    this.page = page
    this.#id = id
    this.main = page.getByRole('main')
    this.title = this.main.getByRole('heading', { level: 1 })
    this.operations = new Operations(page)
    this.dialog = page.getByRole('dialog')
  }

  /** Goes to one of the places in the sidebar. */
  async go(place: Place): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: place }).click()
  }

  /** Goes to an address within the cluster without loading the program anew. */
  async goTo(place: string): Promise<void> {
    await this.page.evaluate((hash) => (location.hash = hash), `/c/${this.#id}/${place}`)
  }

  table(name: string): Table {
    return new Table(this.page, name)
  }

  region(name: string): Locator {
    return this.main.getByRole('region', { name })
  }

  tab(name: string): Locator {
    return this.main.getByRole('tab', { name })
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true })
  }

  /** The value of a fact in the strip below a title, as in `Replicas`. */
  fact(label: string): Locator {
    return this.main
      .locator('div')
      .filter({ has: this.page.getByRole('term').getByText(label, { exact: true }) })
      .last()
      .getByRole('definition')
  }
}
