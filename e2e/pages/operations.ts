// The tray at the bottom: what runs and what just ended; opened, the list of all with log and undo.
import type { Locator, Page } from '@playwright/test'

export class Operations {
  readonly #tray: Locator

  constructor(page: Page) {
    this.#tray = page.getByRole('region', { name: 'Operations', exact: true })
  }

  /** An operation in the strip, as in `Scaling web to 4`; its word stands behind the title once it ended. */
  item(title: string): Locator {
    return this.#tray.getByRole('status').getByRole('listitem').filter({ hasText: title })
  }

  /** Opens the list of all operations. */
  async unfold(): Promise<void> {
    await this.#tray.getByRole('button', { name: 'Show all operations' }).click()
  }

  async fold(): Promise<void> {
    await this.#tray.getByRole('button', { name: 'Fold the operations' }).click()
  }

  /** An operation in the opened list. */
  entry(title: string): Locator {
    return this.#tray.getByRole('list').first().getByRole('listitem').filter({ hasText: title })
  }

  undo(title: string): Locator {
    return this.#tray.getByRole('button', { name: `Undo: ${title}` })
  }
}
