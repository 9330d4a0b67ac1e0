// What was shown already. A log stream that is opened again repeats itself; within one task and stream the engine keeps
// the order, so the time of the newest line shown, and how many bear it, tell what is new.
import { stamp, type Line } from './lines.ts'

interface Newest {
  stamp: string
  count: number
}

export class SeenLines {
  readonly #newest = new Map<string, Newest>()
  readonly #floors = new Map<string, string>()
  readonly #floor: string

  /** @param since lines of any task older than this are not asked for; null for all */
  constructor(since: string | null) {
    this.#floor = since === null ? '' : stamp(since)
  }

  /** Lines of a task older than this were left out on purpose. */
  setFloor(taskId: string, at: string): void {
    this.#floors.set(taskId, stamp(at))
  }

  /** The newest line shown of a task, or null; as the engine stamps it. */
  newestOf(taskId: string): string | null {
    const stamps = ['stdout', 'stderr'].map((stream) => this.#newest.get(`${taskId}/${stream}`)?.stamp ?? '')
    const newest = stamps.sort().at(-1) ?? ''
    return newest === '' ? null : `${newest}Z`
  }

  /** Whether it was left out on purpose, so that it is not missing. */
  isOld(line: Line): boolean {
    const at = stamp(line.at)
    return at < this.#floor || at < (this.#floors.get(line.taskId) ?? '')
  }

  /** A fresh pass over what may be a repetition. The answer tells of each line whether it is new, and notes it. */
  pass(): (line: Line) => boolean {
    const passed = new Map<string, Newest>()
    return (line) => {
      const key = `${line.taskId}/${line.stream}`
      const at = stamp(line.at)
      const here = passed.get(key)
      const nth = here?.stamp === at ? here.count + 1 : 1
      passed.set(key, { stamp: at, count: nth })
      if (this.isOld(line)) return false
      const newest = this.#newest.get(key)
      if (newest !== undefined && (at < newest.stamp || (at === newest.stamp && nth <= newest.count)))
        return false
      this.#newest.set(key, { stamp: at, count: nth })
      return true
    }
  }
}
