// The http.Agent that carries the Engine API over a link: kept-alive sockets from a dialler of its own.
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'
import { AppError } from '../../shared/errors.ts'

/** Gives a socket at once; it may connect later. */
export type Dial = () => Duplex

const lookEveryMs = 200
/** How long a request may wait for one of a limited number of sockets. */
const longestWaitMs = 8000

/**
 * Sockets come from `dial` whatever host a request names. Because the dialler answers at once, Node's own
 * `maxSockets` counts them truly: requests over the limit wait for a free socket, 8 s at most.
 */
export class LinkAgent extends http.Agent {
  readonly #dial: Dial
  readonly #waitingSince = new WeakMap<http.ClientRequest, number>()
  readonly #looking: NodeJS.Timeout | null

  constructor(dial: Dial, maxSockets = Infinity) {
    super({ keepAlive: true, maxSockets, maxFreeSockets: 8, scheduling: 'lifo' })
    this.#dial = dial
    this.#looking = Number.isFinite(maxSockets)
      ? setInterval(() => this.#endWaits(), lookEveryMs).unref()
      : null
  }

  override createConnection(): Duplex {
    return this.#dial()
  }

  override destroy(): void {
    if (this.#looking) clearInterval(this.#looking)
    for (const request of this.#queued()) end(request, new AppError('link.lost', 'The link was closed.'))
    super.destroy()
  }

  // docker-modem inspects its options to any depth on every request, which would walk through the whole SSH client.
  [inspect.custom](): string {
    return 'LinkAgent {}'
  }

  /** Node leaves a queued request alone even when it was aborted: nobody would ever hear of it. */
  #endWaits(): void {
    const now = performance.now()
    for (const request of this.#queued()) {
      const since = this.#waitingSince.get(request) ?? now
      this.#waitingSince.set(request, since)
      const given = request.destroyed
      if (!given && now - since < longestWaitMs) continue
      for (const waiting of Object.values(this.requests)) {
        const at = waiting?.indexOf(request) ?? -1
        if (at >= 0) waiting?.splice(at, 1)
      }
      const busy = `All ${this.maxSockets} channels of this link have been busy for ${longestWaitMs / 1000} s.`
      end(
        request,
        given
          ? new DOMException('The operation was aborted.', 'AbortError')
          : new AppError('timeout', busy, { hint: busyHint }),
      )
    }
  }

  #queued(): http.ClientRequest[] {
    return Object.values(this.requests).flatMap((waiting) => waiting ?? [])
  }
}

const busyHint =
  'Close a log or another live view, or allow stream-local forwarding in sshd_config there: it has no such limit.'

function end(request: http.ClientRequest, error: Error): void {
  request.destroy()
  request.emit('error', error)
  request.emit('close')
}
