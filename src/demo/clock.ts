// The time of the simulated swarm: alarms in order of their due time, run when somebody says what time it is.

export interface Alarm {
  readonly due: number
  readonly order: number
  run: (() => void) | null
}

export class Clock {
  readonly #speed: number
  readonly #heap: Alarm[] = []
  #now: number
  #order = 0

  /** `speed` 2 lets everything take half its time. `now` in milliseconds since 1970. */
  constructor(now: number, speed = 1) {
    this.#now = now
    this.#speed = speed
  }

  now(): number {
    return this.#now
  }

  /** RFC 3339 with nine digits, as the engine writes it. The last six only have to differ. */
  stamp(at: number = this.#now): string {
    this.#order += 1
    const nanos = String((this.#order * 7919) % 1_000_000).padStart(6, '0')
    return new Date(at).toISOString().replace('Z', `${nanos}Z`)
  }

  /** Runs once, `ms` of simulated time from now. */
  after(ms: number, run: () => void): Alarm {
    this.#order += 1
    const alarm: Alarm = { due: this.#now + Math.max(0, ms) / this.#speed, order: this.#order, run }
    push(this.#heap, alarm)
    return alarm
  }

  cancel(alarm: Alarm | null): void {
    if (alarm) alarm.run = null
  }

  /** It is `now`: everything due until then runs, each at its own time. Time never goes back. */
  advance(now: number): void {
    for (let first = this.#heap[0]; first && first.due <= now; first = this.#heap[0]) {
      pop(this.#heap)
      if (!first.run) continue
      this.#now = Math.max(this.#now, first.due)
      const run = first.run
      first.run = null
      run()
    }
    this.#now = Math.max(this.#now, now)
  }
}

function before(left: Alarm, right: Alarm): boolean {
  return left.due < right.due || (left.due === right.due && left.order < right.order)
}

function push(heap: Alarm[], alarm: Alarm): void {
  heap.push(alarm)
  let at = heap.length - 1
  while (at > 0) {
    const parentAt = (at - 1) >> 1
    const parent = heap[parentAt]
    if (!parent || before(parent, alarm)) break
    heap[at] = parent
    at = parentAt
  }
  heap[at] = alarm
}

function pop(heap: Alarm[]): void {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let at = 0
  for (;;) {
    const leftAt = at * 2 + 1
    const left = heap[leftAt]
    const right = heap[leftAt + 1]
    if (!left) break
    const [child, childAt] = right && before(right, left) ? [right, leftAt + 1] : [left, leftAt]
    if (before(last, child)) break
    heap[at] = child
    at = childAt
  }
  heap[at] = last
}
