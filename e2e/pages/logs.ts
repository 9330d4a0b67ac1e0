// The log of a service or a task.
import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'

export interface DownloadedLine {
  readonly at: string
  readonly task: string
  readonly stream: string
  readonly text: string
}

export class Logs {
  readonly pane: Locator
  /** The lines that are drawn: those in sight and some around them. */
  readonly lines: Locator
  readonly search: Locator
  readonly hits: Locator
  readonly pause: Locator
  /** `Follow`, or `Follow, 120 new`. */
  readonly follow: Locator
  /** What the search found, marked in the lines. */
  readonly marks: Locator
  readonly since: Locator
  readonly tail: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.pane = page.getByRole('region', { name: 'Logs', exact: true })
    this.lines = this.pane.getByRole('region', { name: 'Log lines' })
    this.search = this.pane.getByRole('textbox', { name: 'Search in these lines' })
    this.hits = this.pane.getByRole('toolbar').getByRole('status')
    this.pause = this.pane.getByRole('button', { name: 'Pause' })
    this.marks = this.lines.locator('mark')
    const range = page.getByRole('dialog')
    this.since = range.getByRole('textbox', { name: 'Since' })
    this.tail = range.getByRole('textbox', { name: 'Lines a task' })
    this.follow = this.pane.getByRole('button', { name: /^Follow/ })
  }

  line(text: string): Locator {
    return this.lines.getByText(text, { exact: true })
  }

  /** Chooses one of the usual ranges, as in `Everything`. */
  async range(now: string, next: string): Promise<void> {
    await this.pane.getByRole('button', { name: now }).click()
    await this.#page.getByRole('dialog').getByRole('button', { name: next }).click()
  }

  /** Asks for a range of one's own. */
  async custom(now: string, asked: { readonly since?: string; readonly tail?: string }): Promise<void> {
    await this.pane.getByRole('button', { name: now }).click()
    await this.since.fill(asked.since ?? '')
    await this.tail.fill(asked.tail ?? '')
    await this.#page.getByRole('dialog').getByRole('button', { name: 'Read' }).click()
  }

  /** Downloads what is shown and reads it. */
  async download(): Promise<readonly DownloadedLine[]> {
    const [download] = await Promise.all([
      this.#page.waitForEvent('download'),
      this.pane.getByRole('button', { name: 'Download these lines' }).click(),
    ])
    return readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [at = '', task = '', stream = '', text = ''] = line.split('\t')
        return { at, task, stream, text }
      })
  }
}
