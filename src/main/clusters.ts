// Every saved connection with its link and its live picture. Several are open at once; each opens on first use.
import { AppError } from '../shared/errors.ts'
import type { ConnectionGlance } from '../shared/model/cluster.ts'
import type { Connection, ConnectionDraft, ConnectionTest, Endpoint } from '../shared/model/connection.ts'
import { changesOf } from './changesOf.ts'
import { ConnectionList, type ConnectionPatch } from './connectionList.ts'
import type { EngineConnection } from './docker/connection.ts'
import { addressOf } from './docker/endpoint.ts'
import type { Engine } from './docker/engine.ts'
import type { LinkDeps } from './docker/linkDeps.ts'
import { testConnection } from './docker/testConnection.ts'
import { OpenCluster } from './openCluster.ts'
import { splitEndpoint } from './store/endpointSecrets.ts'
import type { SavedConnection } from './store/savedConnections.ts'
import type { Store } from './store/store.ts'
import type { ClusterFeed } from './swarm/clusterFeed.ts'

/** One connection in use. `link` changes when its endpoint or secret does: ask again instead of keeping it. */
export interface Cluster {
  readonly connection: Connection
  readonly link: EngineConnection
  readonly feed: ClusterFeed
}

/** A link that failed for good (wrong password, changed key) is tried again by use, but not more often; milliseconds. */
const retryByUseMs = 15_000

/** Owns the lifetime of every link and feed. Errors of all that take an id: `connection.notFound`. */
export class Clusters {
  readonly #list: ConnectionList
  readonly #linkDeps: LinkDeps
  readonly #open = new Map<string, OpenCluster>()
  /** The reader disconnected these: they stay so until asked for again. */
  readonly #parked = new Set<string>()
  readonly #listeners = new Set<() => void>()
  readonly #closing = new Set<Promise<void>>()

  constructor(store: Pick<Store, 'connections' | 'secrets'>, linkDeps: LinkDeps) {
    this.#list = new ConnectionList(store)
    this.#linkDeps = linkDeps
  }

  /** All saved connections, in the order they were added. */
  all(): Connection[] {
    return this.#list.all().map((saved) => this.#describe(saved))
  }

  connection(id: string): Connection {
    return this.#describe(this.#list.get(id))
  }

  /** The cluster behind a connection; begins to connect on first use, unless the reader disconnected it. */
  get(id: string): Cluster {
    const { link, feed } = this.#opened(id)
    // Only from idle: a link that failed keeps its own pace, or waits for the reader.
    if (!this.#parked.has(id) && link.state.state === 'idle') link.connect()
    return { connection: this.connection(id), link, feed }
  }

  /** An engine that answers, connecting if needed (at most 10 s). Errors: the link's own, `connection.notConnected`. */
  async engine(id: string, signal: AbortSignal): Promise<Engine> {
    const { link } = this.#opened(id)
    if (this.#parked.has(id)) {
      throw new AppError('connection.notConnected', `${this.#list.get(id).name} is disconnected.`)
    }
    const { state } = link
    // Each use would log in again, and servers lock accounts after too many wrong passwords.
    if (state.state === 'failed' && state.nextTryAt === null) {
      if (Date.now() - Date.parse(state.since) < retryByUseMs) throw AppError.fromData(state.error)
    }
    return link.ready(signal)
  }

  /** Calls `listener` after any change of the list, a link or a live picture; answers how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Saves a new connection; does not connect. Errors: `input.invalid` where the name is taken, `store.failed`. */
  async add(draft: ConnectionDraft): Promise<Connection> {
    const saved = await this.#list.add(draft)
    this.#changed()
    return this.#describe(saved)
  }

  /** Changes what is given. Another endpoint, or another secret in it, opens the link anew if it was open. */
  async update(id: string, patch: ConnectionPatch): Promise<Connection> {
    const { saved, moved } = await this.#list.change(id, patch)
    if (moved && this.#open.has(id)) this.#relink(saved)
    this.#changed()
    return this.#describe(saved)
  }

  /** Closes it and forgets it with its secrets. */
  async remove(id: string): Promise<void> {
    this.#list.remove(id)
    const open = this.#open.get(id)
    this.#open.delete(id)
    this.#parked.delete(id)
    if (open !== undefined) this.#await(open.close())
    await Promise.all(this.#closing)
    // Last, so that whoever hears of it finds it in the audit log.
    this.#changed()
  }

  connect(id: string): void {
    this.#parked.delete(id)
    const { link } = this.#opened(id)
    link.retryNow()
    this.#changed()
  }

  async disconnect(id: string): Promise<void> {
    const { link } = this.#opened(id)
    this.#parked.add(id)
    await link.disconnect()
    this.#changed()
  }

  /** Connects everything that nobody disconnected: whoever looks at the list wants to see it live. */
  connectAll(): void {
    for (const { id } of this.#list.all()) this.get(id)
  }

  /** Keeps a missing password or passphrase (`hop` 0 is the target itself), then connects with it. */
  async provideSecret(id: string, secret: string, hop = 0): Promise<void> {
    await this.#list.keepSecret(id, secret, hop)
    this.#parked.delete(id)
    if (this.#open.has(id)) this.#relink(this.#list.get(id))
    this.get(id)
    this.#changed()
  }

  answer(id: string, askId: string, answers: readonly string[] | null): void {
    this.#opened(id).link.answer(askId, answers)
  }

  /** Tries those once more that wait for a host key to be trusted. */
  retryUntrusted(): void {
    for (const [id, { link }] of this.#open) {
      const { state } = link
      const waits = state.state === 'failed' && state.error.code === 'ssh.hostKeyUnknown'
      if (waits && !this.#parked.has(id)) link.retryNow()
    }
  }

  /** The id of a saved connection that reaches the same engine the same way; null where none does. */
  savedAs(endpoint: Endpoint): string | null {
    return this.#list.savedAs(endpoint)
  }

  /** Tries a draft, or a saved connection by id; changes nothing; at most 10 s. */
  async test(what: { id: string } | ConnectionDraft, signal: AbortSignal): Promise<ConnectionTest> {
    if ('id' in what) {
      const saved = this.#list.get(what.id)
      return testConnection(saved.endpoint, this.#list.secretsOf(saved), this.#linkDeps, signal)
    }
    const { endpoint, hops } = splitEndpoint(what.endpoint)
    return testConnection(endpoint, { hops }, this.#linkDeps, signal)
  }

  /** Adds the demo swarm once and connects it; with another size the same demo starts anew. */
  async openDemo(size: { nodes?: number | undefined; services?: number | undefined }): Promise<Connection> {
    const endpoint = { kind: 'demo', nodes: size.nodes ?? 5, services: size.services ?? 12 } as const
    const existing = this.#list.all().find((saved) => saved.endpoint.kind === 'demo')
    const sized = size.nodes !== undefined || size.services !== undefined
    if (existing !== undefined && sized) await this.update(existing.id, { endpoint })
    const name = existing?.name ?? this.#list.freeName('Demo swarm')
    const id = existing?.id ?? (await this.add({ name, readOnly: false, endpoint })).id
    this.connect(id)
    return this.connection(id)
  }

  /** Every connection and its glance, again after each burst of changes. Connects them (see `connectAll`). */
  async *watch(
    signal: AbortSignal,
  ): AsyncGenerator<Array<{ connection: Connection; glance: ConnectionGlance }>> {
    this.connectAll()
    for await (const _ of changesOf((listener) => this.onChange(listener), signal, 200)) {
      yield this.all().map((connection) => ({
        connection,
        glance: this.#opened(connection.id).glance(connection.id),
      }))
    }
  }

  /** Closes every link. */
  async close(): Promise<void> {
    for (const open of this.#open.values()) this.#await(open.close())
    this.#listeners.clear()
    await Promise.all(this.#closing)
  }

  #opened(id: string): OpenCluster {
    const known = this.#open.get(id)
    if (known !== undefined) return known
    const saved = this.#list.get(id)
    const open = new OpenCluster(saved.endpoint, this.#list.secretsOf(saved), this.#linkDeps)
    open.onState(() => this.#changed())
    open.feed.onChange(() => this.#changed())
    this.#open.set(id, open)
    return open
  }

  #relink(saved: SavedConnection): void {
    const open = this.#opened(saved.id)
    this.#await(open.relink(saved.endpoint, this.#list.secretsOf(saved)))
    if (!this.#parked.has(saved.id)) open.link.connect()
  }

  #await(closing: Promise<void>): void {
    const settled = closing.catch((error: unknown) => {
      this.#linkDeps.log('warn', 'A link did not close cleanly', { error: String(error) })
    })
    this.#closing.add(settled)
    void settled.finally(() => this.#closing.delete(settled))
  }

  #describe(saved: SavedConnection): Connection {
    const state = this.#open.get(saved.id)?.state
    const asked = state?.state === 'failed' ? state.error.code : null
    const missing = asked === 'ssh.secretNeeded' || asked === 'ssh.passphraseNeeded'
    return {
      ...saved,
      demo: saved.endpoint.kind === 'demo',
      address: addressOf(saved.endpoint),
      secrets: missing ? 'missing' : this.#list.secretState(saved),
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
