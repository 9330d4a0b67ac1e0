// Every saved connection with its link and its live picture. Several are open at once; each opens on first use.
import { randomUUID } from 'node:crypto'
import { AppError } from '../shared/errors.ts'
import type { ConnectionGlance } from '../shared/model/cluster.ts'
import type { Connection, ConnectionDraft, ConnectionTest, Endpoint } from '../shared/model/connection.ts'
import { changesOf } from './changesOf.ts'
import { EngineConnection } from './docker/connection.ts'
import { addressOf } from './docker/endpoint.ts'
import type { Engine } from './docker/engine.ts'
import type { LinkDeps } from './docker/linkDeps.ts'
import { testConnection } from './docker/testConnection.ts'
import { placeOf } from './samePlace.ts'
import { hopsOf, keepsSecret, splitEndpoint } from './store/endpointSecrets.ts'
import type { SavedConnection } from './store/savedConnections.ts'
import type { Store } from './store/store.ts'
import { ClusterFeed } from './swarm/clusterFeed.ts'
import type { ClusterState } from './swarm/clusterState.ts'
import { glance } from './swarm/glance.ts'

/** One connection in use. `link` and `feed` change when its endpoint does: do not keep them, ask again. */
export interface Cluster {
  readonly connection: Connection
  readonly link: EngineConnection
  readonly feed: ClusterFeed
}

interface Open {
  readonly link: EngineConnection
  readonly feed: ClusterFeed
  readonly unsubscribe: () => void
}

interface Entry {
  saved: SavedConnection
  open: Open | null
  /** The last glance and the picture it was computed from. */
  seen: { readonly state: ClusterState; readonly glance: ConnectionGlance } | null
  /** The reader disconnected it: it stays so until asked for again. */
  parked: boolean
}

export interface ConnectionPatch {
  readonly name?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly endpoint?: Endpoint | undefined
}

/** Owns the lifetime of every link and feed. Errors of all that take an id: `connection.notFound`. */
export class Clusters {
  readonly #store: Pick<Store, 'connections' | 'secrets'>
  readonly #linkDeps: LinkDeps
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<() => void>()
  readonly #closing = new Set<Promise<void>>()

  constructor(store: Pick<Store, 'connections' | 'secrets'>, linkDeps: LinkDeps) {
    this.#store = store
    this.#linkDeps = linkDeps
    for (const saved of store.connections.list()) {
      this.#entries.set(saved.id, { saved, open: null, seen: null, parked: false })
    }
  }

  /** All saved connections, in the order they were added. */
  all(): Connection[] {
    return [...this.#entries.values()].map((entry) => this.#describe(entry))
  }

  connection(id: string): Connection {
    return this.#describe(this.#entry(id))
  }

  /** The cluster behind a connection; begins to connect on first use, unless the reader disconnected it. */
  get(id: string): Cluster {
    const entry = this.#entry(id)
    const { link, feed } = this.#opened(entry)
    // Only from idle: a link that failed keeps its own pace, or waits for the reader.
    if (!entry.parked && link.state.state === 'idle') link.connect()
    return { connection: this.#describe(entry), link, feed }
  }

  /** An engine that answers, connecting if needed (at most 10 s). Errors: the link's own, `connection.notConnected`. */
  async engine(id: string, signal: AbortSignal): Promise<Engine> {
    const entry = this.#entry(id)
    if (entry.parked) {
      throw new AppError('connection.notConnected', `${entry.saved.name} is disconnected.`)
    }
    return this.#opened(entry).link.ready(signal)
  }

  /** Calls `listener` after any change of the list, a link or a live picture; answers how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Saves a new connection. Errors: `input.invalid` where the name is taken, `store.failed`. */
  async add(draft: ConnectionDraft): Promise<Connection> {
    this.#refuseTakenName(draft.name)
    const { endpoint, hops } = splitEndpoint(draft.endpoint)
    const saved: SavedConnection = {
      id: randomUUID(),
      name: draft.name,
      readOnly: draft.readOnly,
      endpoint,
      createdAt: new Date().toISOString(),
    }
    this.#store.connections.insert(saved)
    const entry: Entry = { saved, open: null, seen: null, parked: false }
    this.#entries.set(saved.id, entry)
    await this.#keepSecrets(saved.id, hops)
    this.#changed()
    return this.#describe(entry)
  }

  /** Changes what is given. Another endpoint, or another secret in it, opens the link anew if it was open. */
  async update(id: string, patch: ConnectionPatch): Promise<Connection> {
    const entry = this.#entry(id)
    if (patch.name !== undefined) this.#refuseTakenName(patch.name, id)
    const split = patch.endpoint === undefined ? null : splitEndpoint(patch.endpoint)
    const saved: SavedConnection = {
      ...entry.saved,
      name: patch.name ?? entry.saved.name,
      readOnly: patch.readOnly ?? entry.saved.readOnly,
      endpoint: split?.endpoint ?? entry.saved.endpoint,
    }
    this.#store.connections.update(saved)
    const before = entry.saved
    entry.saved = saved
    if (split !== null) {
      this.#forgetStrangers(before, split.endpoint)
      await this.#keepSecrets(id, split.hops)
      const same = JSON.stringify(before.endpoint) === JSON.stringify(split.endpoint)
      if (!same || split.hops.some((hop) => hop !== null)) this.#reopen(entry)
    }
    this.#changed()
    return this.#describe(entry)
  }

  /** Closes it and forgets it with its secrets. */
  async remove(id: string): Promise<void> {
    const entry = this.#entry(id)
    this.#store.secrets.forgetAll(id)
    this.#store.connections.remove(id)
    this.#entries.delete(id)
    this.#shut(entry)
    this.#changed()
    await Promise.all(this.#closing)
  }

  connect(id: string): void {
    const entry = this.#entry(id)
    entry.parked = false
    const { link } = this.#opened(entry)
    link.connect()
    link.retryNow()
    this.#changed()
  }

  async disconnect(id: string): Promise<void> {
    const entry = this.#entry(id)
    entry.parked = true
    await entry.open?.link.disconnect()
    this.#changed()
  }

  /** Connects everything that nobody disconnected: whoever looks at the list wants to see it live. */
  connectAll(): void {
    for (const entry of this.#entries.values()) {
      if (!entry.parked && entry.open === null) this.#opened(entry).link.connect()
    }
  }

  /** Keeps a missing password or passphrase (`hop` 0 is the target itself), then connects with it. */
  async provideSecret(id: string, secret: string, hop = 0): Promise<void> {
    const entry = this.#entry(id)
    if (hop >= hopsOf(entry.saved.endpoint).length) {
      throw new AppError('input.invalid', `${entry.saved.name} has no such jump host.`, { field: 'hop' })
    }
    await this.#store.secrets.keep(id, hop, secret)
    entry.parked = false
    this.#shut(entry)
    this.#opened(entry).link.connect()
    this.#changed()
  }

  answer(id: string, askId: string, answers: readonly string[] | null): void {
    this.#opened(this.#entry(id)).link.answer(askId, answers)
  }

  /** The id of a saved connection that reaches the same engine the same way; null where none does. */
  savedAs(endpoint: Endpoint): string | null {
    const wanted = placeOf(endpoint)
    return (
      [...this.#entries.values()].find(({ saved }) => placeOf(saved.endpoint) === wanted)?.saved.id ?? null
    )
  }

  /** Tries every connection that failed once more, after a host key was trusted. */
  retryFailed(): void {
    for (const { open, parked } of this.#entries.values()) {
      if (!parked && open?.link.state.state === 'failed') open.link.retryNow()
    }
  }

  /** Tries a draft, or a saved connection by id; changes nothing; at most 10 s. */
  async test(what: { id: string } | ConnectionDraft, signal: AbortSignal): Promise<ConnectionTest> {
    if ('id' in what) {
      const { saved } = this.#entry(what.id)
      const secrets = this.#store.secrets.of(saved.id, saved.endpoint)
      return testConnection(saved.endpoint, secrets, this.#linkDeps, signal)
    }
    const { endpoint, hops } = splitEndpoint(what.endpoint)
    return testConnection(endpoint, { hops }, this.#linkDeps, signal)
  }

  /** Adds the demo swarm once and connects it; with another size the same demo starts anew. */
  async openDemo(size: { nodes?: number | undefined; services?: number | undefined }): Promise<Connection> {
    const endpoint = { kind: 'demo', nodes: size.nodes ?? 5, services: size.services ?? 12 } as const
    const existing = [...this.#entries.values()].find(({ saved }) => saved.endpoint.kind === 'demo')
    if (existing === undefined) {
      const demo = await this.add({ name: this.#freeName('Demo swarm'), readOnly: false, endpoint })
      this.connect(demo.id)
      return this.connection(demo.id)
    }
    const sized = size.nodes !== undefined || size.services !== undefined
    if (sized) await this.update(existing.saved.id, { endpoint })
    this.connect(existing.saved.id)
    return this.connection(existing.saved.id)
  }

  /** The link and a glance at the cluster, for cards and badges. */
  glance(id: string): ConnectionGlance {
    const entry = this.#entry(id)
    const { state } = this.#opened(entry).feed
    if (entry.seen?.state !== state) entry.seen = { state, glance: glance(id, state) }
    return entry.seen.glance
  }

  /** Every connection and its glance, again after each burst of changes. Connects them (see `connectAll`). */
  async *watch(
    signal: AbortSignal,
  ): AsyncGenerator<Array<{ connection: Connection; glance: ConnectionGlance }>> {
    this.connectAll()
    for await (const _ of changesOf((listener) => this.onChange(listener), signal, 200)) {
      yield this.all().map((connection) => ({ connection, glance: this.glance(connection.id) }))
    }
  }

  /** Closes every link. */
  async close(): Promise<void> {
    for (const entry of this.#entries.values()) this.#shut(entry)
    this.#listeners.clear()
    await Promise.all(this.#closing)
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id)
    if (entry === undefined) throw new AppError('connection.notFound', `There is no connection ${id}.`)
    return entry
  }

  #opened(entry: Entry): Open {
    if (entry.open !== null) return entry.open
    const { saved } = entry
    const secrets = this.#store.secrets.of(saved.id, saved.endpoint)
    const link = new EngineConnection({ endpoint: saved.endpoint, secrets, deps: this.#linkDeps })
    const feed = new ClusterFeed(link, this.#linkDeps.log)
    const stops = [link.onState(() => this.#changed()), feed.onChange(() => this.#changed())]
    entry.open = { link, feed, unsubscribe: () => stops.forEach((stop) => stop()) }
    return entry.open
  }

  #shut(entry: Entry): void {
    if (entry.open === null) return
    const { link, feed, unsubscribe } = entry.open
    entry.open = null
    unsubscribe()
    feed.close()
    const closing = link.close().catch((error: unknown) => {
      this.#linkDeps.log('warn', 'A link did not close cleanly', { error: String(error) })
    })
    this.#closing.add(closing)
    void closing.finally(() => this.#closing.delete(closing))
  }

  #reopen(entry: Entry): void {
    if (entry.open === null) return
    this.#shut(entry)
    if (!entry.parked) this.#opened(entry).link.connect()
  }

  async #keepSecrets(id: string, hops: ReadonlyArray<string | null>): Promise<void> {
    for (const [hop, secret] of hops.entries()) {
      if (secret !== null) await this.#store.secrets.keep(id, hop, secret)
    }
  }

  /** A secret is never offered to another machine or login than the one it was given for. */
  #forgetStrangers(before: SavedConnection, endpoint: Endpoint): void {
    const after = hopsOf(endpoint)
    for (const [hop, old] of hopsOf(before.endpoint).entries()) {
      const now = after[hop]
      if (now === undefined || !keepsSecret(old, now)) this.#store.secrets.forget(before.id, hop)
    }
  }

  #refuseTakenName(name: string, except?: string): void {
    if (this.#nameTaken(name, except)) {
      throw new AppError('input.invalid', `Another connection is named ${name}.`, { field: 'name' })
    }
  }

  #nameTaken(name: string, except?: string): boolean {
    return [...this.#entries.values()].some(
      ({ saved }) => saved.id !== except && saved.name.toLowerCase() === name.toLowerCase(),
    )
  }

  #freeName(wanted: string): string {
    let name = wanted
    for (let n = 2; this.#nameTaken(name); n += 1) name = `${wanted} ${n}`
    return name
  }

  #describe({ saved, open }: Entry): Connection {
    const asked = open?.link.state.state === 'failed' ? open.link.state.error.code : null
    const missing = asked === 'ssh.secretNeeded' || asked === 'ssh.passphraseNeeded'
    return {
      ...saved,
      demo: saved.endpoint.kind === 'demo',
      address: addressOf(saved.endpoint),
      secrets: missing ? 'missing' : this.#store.secrets.state(saved.id, saved.endpoint),
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
