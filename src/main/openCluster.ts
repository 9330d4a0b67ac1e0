// One connection in use: its link, which is made anew when the way to the engine changes, and the live picture above it,
// which stays, so that whoever watches goes on watching.
import type { ConnectionGlance } from '../shared/model/cluster.ts'
import type { Endpoint, LinkState } from '../shared/model/connection.ts'
import { EngineConnection } from './docker/connection.ts'
import type { Engine } from './docker/engine.ts'
import type { EndpointSecrets, LinkDeps } from './docker/linkDeps.ts'
import { ClusterFeed } from './swarm/clusterFeed.ts'
import type { ClusterState } from './swarm/clusterState.ts'
import { glance } from './swarm/glance.ts'

/** Owns one link and one feed. */
export class OpenCluster {
  readonly #deps: LinkDeps
  readonly #listeners = new Set<(state: LinkState) => void>()
  readonly feed: ClusterFeed
  #link: EngineConnection
  #stopListening: () => void
  #seen: { readonly state: ClusterState; readonly glance: ConnectionGlance } | null = null

  constructor(endpoint: Endpoint, secrets: EndpointSecrets, deps: LinkDeps) {
    this.#deps = deps
    this.#link = new EngineConnection({ endpoint, secrets, deps })
    this.#stopListening = this.#link.onState((state) => this.#tell(state))
    this.feed = new ClusterFeed(this, deps.log)
  }

  get link(): EngineConnection {
    return this.#link
  }

  /** The link's state, whichever link it is at the moment. */
  get state(): LinkState {
    return this.#link.state
  }

  onState(listener: (state: LinkState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  engine(): Engine {
    return this.#link.engine()
  }

  /** Puts another link in the place of this one; resolves when the old one is closed. The new one is not connected yet. */
  async relink(endpoint: Endpoint, secrets: EndpointSecrets): Promise<void> {
    const old = this.#link
    this.#stopListening()
    this.#link = new EngineConnection({ endpoint, secrets, deps: this.#deps })
    this.#stopListening = this.#link.onState((state) => this.#tell(state))
    this.#tell(this.#link.state)
    await old.close()
  }

  /** Computed once for each picture. */
  glance(connectionId: string): ConnectionGlance {
    const { state } = this.feed
    if (this.#seen?.state !== state) this.#seen = { state, glance: glance(connectionId, state) }
    return this.#seen.glance
  }

  async close(): Promise<void> {
    this.#stopListening()
    this.feed.close()
    this.#listeners.clear()
    await this.#link.close()
  }

  #tell(state: LinkState): void {
    for (const listener of this.#listeners) listener(state)
  }
}
