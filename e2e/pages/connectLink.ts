// How the link to the cluster at hand stands: the header's word, the banner over an old picture, the notice without one.
import { type Locator, type Page, expect } from '@playwright/test'
import type { ErrorCode } from '../../src/shared/errors.ts'

export class Link {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  get header(): Locator {
    return this.page.getByRole('banner').first()
  }

  /** The word in the header, as in `Connected 3 ms`. */
  get word(): Locator {
    return this.header.getByRole('status')
  }

  /** Why the cluster cannot be shown. */
  get notice(): Locator {
    return this.page.getByRole('main').getByRole('alert')
  }

  /** The line above a picture that is old. */
  get banner(): Locator {
    return this.page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /as of|What you see is old/ })
  }

  /** Connected, and the cluster read. */
  async isUp(): Promise<void> {
    await expect(this.word).toContainText('Connected', { timeout: 20_000 })
    await expect(this.page.getByRole('region', { name: 'Nodes and their tasks' })).toBeVisible()
  }

  /**
   * Within ten seconds: this code, its sentence and its next step, each found in the notice; and the program goes on.
   * @param next a part of the hint, as its reader sees it
   */
  async fails(code: ErrorCode, sentence: string | RegExp, next: string | RegExp): Promise<void> {
    await expect(this.notice).toHaveAttribute('data-code', code, { timeout: 10_000 })
    await expect(this.notice).toContainText(sentence)
    await expect(this.notice).toContainText(next)
    await expect(this.notice.getByRole('button', { name: 'Copy details' })).toBeVisible()
  }

  /** Answers what a link waits for: the passphrase or password. */
  async enterSecret(which: 'passphrase' | 'password', secret: string): Promise<Locator> {
    await this.notice.getByRole('button', { name: `Enter the ${which}…` }).click()
    const dialog = this.page.getByRole('dialog', { name: new RegExp(`^${which} for`, 'i') })
    await dialog.getByLabel(`The ${which} of`).fill(secret)
    await dialog.getByRole('button', { name: 'Connect' }).click()
    await expect(dialog).toBeHidden()
    return dialog
  }
}
