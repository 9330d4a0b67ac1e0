// Several logs, each in order, as one in order. A log is opened only when the time of its task has come, and read only as
// far as the merge has got: memory stays small however long they are.
import { stamp, type Line } from './lines.ts'

export interface TimedSource {
  /** No line is older than this (a stamp). */
  readonly from: string
  open(): AsyncIterable<readonly Line[]>
}

/** Lines at a time. */
const chunk = 500

/** Lines in order, so many at a time. */
export async function* mergeByTime(sources: readonly TimedSource[]): AsyncGenerator<Line[], void, undefined> {
  const waiting = [...sources].sort((a, b) => (a.from < b.from ? -1 : 1))
  const open: Cursor[] = []
  let out: Line[] = []
  try {
    for (;;) {
      let next = earliest(open)
      while (waiting[0] !== undefined && (next === null || waiting[0].from <= next.stamp)) {
        const cursor = new Cursor(waiting[0])
        waiting.shift()
        open.push(cursor)
        await cursor.advance()
        next = earliest(open)
      }
      if (next === null || next.line === null) break
      out.push(next.line)
      if (out.length >= chunk) {
        yield out
        out = []
      }
      if (!next.step()) await next.advance()
      if (next.line === null) open.splice(open.indexOf(next), 1)
    }
    if (out.length > 0) yield out
  } finally {
    await Promise.all(open.map((cursor) => cursor.close()))
  }
}

class Cursor {
  readonly #batches: AsyncIterator<readonly Line[], unknown>
  #batch: readonly Line[] = []
  #at = 0
  line: Line | null = null
  stamp = ''

  constructor(source: TimedSource) {
    this.#batches = source.open()[Symbol.asyncIterator]()
  }

  /** The next line of the batch at hand; false where it is used up. */
  step(): boolean {
    const line = this.#batch[this.#at]
    if (line === undefined) return false
    this.#at += 1
    this.line = line
    this.stamp = stamp(line.at)
    return true
  }

  /** The next line, of a further batch if need be; null at the end. */
  async advance(): Promise<void> {
    while (!this.step()) {
      const { done, value } = await this.#batches.next()
      if (done === true) {
        this.line = null
        return
      }
      this.#batch = value
      this.#at = 0
    }
  }

  async close(): Promise<void> {
    await this.#batches.return?.()
  }
}

function earliest(open: readonly Cursor[]): Cursor | null {
  let first: Cursor | null = null
  for (const cursor of open) {
    if (cursor.line !== null && (first === null || cursor.stamp < first.stamp)) first = cursor
  }
  return first
}
