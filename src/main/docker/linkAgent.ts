// The http.Agent that carries the Engine API over a link: kept-alive sockets from a dialler of its own.
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { inspect } from 'node:util'

/** Gives a socket at once; it may connect later. */
export type Dial = () => Duplex

/**
 * Sockets come from `dial` whatever host a request names. Because the dialler answers at once, Node's own
 * `maxSockets` counts them truly: requests over the limit wait for a free socket.
 */
export class LinkAgent extends http.Agent {
  readonly #dial: Dial

  constructor(dial: Dial, maxSockets = Infinity) {
    super({ keepAlive: true, maxSockets, maxFreeSockets: 8, scheduling: 'lifo' })
    this.#dial = dial
  }

  override createConnection(): Duplex {
    return this.#dial()
  }

  // docker-modem inspects its options to any depth on every request, which would walk through the whole SSH client.
  [inspect.custom](): string {
    return 'LinkAgent {}'
  }
}
