// First contact with a machine: its fingerprint, compared by paste or by eye, and only then trusted.
import { type Locator, type Page, expect } from '@playwright/test'

export class FirstContact {
  readonly root: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: /^First contact with/ })
  }

  /** What the machine showed, as in `SHA256:…`. */
  async fingerprint(): Promise<string> {
    const shown = await this.root.getByRole('img', { name: /^Fingerprint/ }).getAttribute('aria-label')
    return shown?.replace('Fingerprint ', '') ?? ''
  }

  async paste(text: string): Promise<void> {
    await this.root.getByLabel('Paste what it printed').fill(text)
  }

  get verdict(): Locator {
    return this.root.getByRole('status')
  }

  get compared(): Locator {
    return this.root.getByRole('checkbox', { name: 'I compared it' })
  }

  get trust(): Locator {
    return this.root.getByRole('button', { name: 'Trust this key' })
  }

  /** Remembers it in the user's own known_hosts instead of the app's. */
  async rememberForUser(): Promise<void> {
    await this.root.getByText('~/.ssh/known_hosts', { exact: true }).click()
  }

  async accept(): Promise<void> {
    await this.trust.click()
    await expect(this.root).toBeHidden()
  }
}
