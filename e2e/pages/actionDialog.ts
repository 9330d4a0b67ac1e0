// The question before a change: what follows from it, the field where there is one, the docker command, the button.
import { type Locator, type Page, expect } from '@playwright/test'

export class ActionDialog {
  readonly root: Locator
  readonly title: Locator
  readonly consequences: Locator
  /** The docker command lines that would do the same. */
  readonly commands: Locator
  readonly cancel: Locator
  /** What was refused, and why. */
  readonly refusal: Locator
  readonly lookAgain: Locator
  /** The name to type where there is no way back. */
  readonly typedName: Locator

  constructor(page: Page) {
    this.root = page.getByRole('dialog')
    this.title = this.root.getByRole('heading', { level: 2 })
    this.consequences = this.root.getByRole('listitem')
    this.commands = this.root.getByRole('group', { name: 'Docker command' }).getByRole('code')
    this.cancel = this.root.getByRole('button', { name: 'Cancel' })
    this.refusal = this.root.getByRole('alert')
    this.lookAgain = this.root.getByRole('button', { name: 'Look again' })
    this.typedName = this.root.getByRole('textbox', { name: /^Type .* to confirm$/ })
  }

  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true })
  }

  verb(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true })
  }

  /** Presses the button with the verb and waits until the engine has accepted it. */
  async confirm(name: string): Promise<void> {
    await this.verb(name).click()
    await expect(this.root).toBeHidden()
  }
}
