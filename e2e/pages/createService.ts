// The form for a new service, section by section.
import type { Locator, Page } from '@playwright/test'

export class CreateService {
  readonly #page: Page
  readonly form: Locator
  readonly name: Locator
  readonly image: Locator
  readonly replicas: Locator
  readonly consequences: Locator

  constructor(page: Page) {
    this.#page = page
    this.form = page.getByRole('form', { name: 'New service' })
    const basics = this.section('What runs')
    this.name = basics.getByRole('textbox', { name: 'Name' })
    this.image = basics.getByRole('textbox', { name: 'Image' })
    this.replicas = basics.getByRole('textbox', { name: 'Replicas' })
    this.consequences = this.form.getByRole('list', { name: 'What will happen' })
  }

  section(name: string): Locator {
    return this.form.getByRole('region', { name, exact: true })
  }

  /** Fills a field by its label within a section or one line of it. */
  async fill(within: Locator, values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      await within.getByRole('textbox', { name: label, exact: true }).fill(value)
    }
  }

  /** Chooses from a closed list. */
  async choose(within: Locator, label: string, value: string): Promise<void> {
    await within.getByLabel(label, { exact: true }).first().click()
    await this.#page.getByRole('option', { name: value, exact: true }).click()
  }

  /** Adds a line to a list, as in `port`, `mount`; the line. */
  async add(section: string, noun: string): Promise<Locator> {
    const region = this.section(section)
    await region.getByRole('button', { name: `Add ${noun}` }).click()
    return region.getByRole('group', { name: new RegExp(`^${noun} \\d+$`, 'i') }).last()
  }

  /** Adds a pair of key and value, as in `variable`. */
  async addPair(section: string, noun: string, key: string, value: string): Promise<void> {
    const list = this.section(section).getByRole('group', { name: `${noun}s`, exact: true })
    await list.getByRole('button', { name: `Add ${noun}` }).click()
    await list.getByRole('textbox', { name: /^Key/ }).last().fill(key)
    await list
      .getByRole('textbox', { name: /^Value/ })
      .last()
      .fill(value)
  }

  /** Turns on the switch in a section's head, whose fields then appear. */
  async set(section: string): Promise<void> {
    await this.section(section).getByRole('switch').press('Space')
  }

  /** The docker command that does the same. */
  async command(): Promise<string> {
    return (
      await this.form.getByRole('group', { name: 'Docker command' }).getByRole('code').innerText()
    ).trim()
  }

  submit(name: string): Locator {
    return this.form.getByRole('button', { name, exact: true })
  }
}
