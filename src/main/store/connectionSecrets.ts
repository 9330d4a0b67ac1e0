// Passwords and passphrases of connections: sealed into the database where the OS truly protects them, else kept in
// memory until the program ends. Nothing here is ever logged or sent out of main.
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { hopsOf } from './endpointSecrets.ts'
import type { Endpoint, SecretState } from '../../shared/model/connection.ts'
import type { Log, SecretStore } from '../deps.ts'
import { inStore } from './database.ts'

interface KeptSecret {
  readonly secret: string
  /** Whether it is in the database, sealed. */
  readonly saved: boolean
}

const row = z.object({ connection_id: z.string(), hop: z.number(), sealed: z.instanceof(Uint8Array) })

/** Holds the opened secrets of all connections for as long as the program runs. */
export class ConnectionSecrets {
  readonly #database: DatabaseSync
  readonly #safe: SecretStore
  readonly #log: Log
  readonly #kept = new Map<string, Map<number, KeptSecret>>()

  constructor(database: DatabaseSync, safe: SecretStore, log: Log) {
    this.#database = database
    this.#safe = safe
    this.#log = log
  }

  /** Opens what is sealed. One that the OS no longer opens counts as missing: the reader is asked again. */
  async load(): Promise<void> {
    if (!this.#safe.persistent) return
    const rows = inStore('read the secrets', () =>
      this.#database
        .prepare('SELECT connection_id, hop, sealed FROM sealed_secrets')
        .all()
        .map((each) => row.parse(each)),
    )
    await Promise.all(
      rows.map(async (each) => {
        try {
          const secret = await this.#safe.open(each.sealed)
          this.#remember(each.connection_id, each.hop, { secret, saved: true })
        } catch {
          this.#log('warn', 'A saved secret can no longer be opened', { connectionId: each.connection_id })
        }
      }),
    )
  }

  /** By hop, as the link wants them. */
  of(connectionId: string, endpoint: Endpoint): { readonly hops: ReadonlyArray<string | null> } {
    const kept = this.#kept.get(connectionId)
    return { hops: hopsOf(endpoint).map((_, hop) => kept?.get(hop)?.secret ?? null) }
  }

  /** Keeps a secret: sealed where that lasts, else for this session. Errors: `store.failed`. */
  async keep(connectionId: string, hop: number, secret: string): Promise<void> {
    this.#remember(connectionId, hop, { secret, saved: false })
    if (!this.#safe.persistent) return
    let sealed: Uint8Array
    try {
      sealed = await this.#safe.seal(secret)
    } catch {
      this.#log('warn', 'A secret could not be sealed; it is kept for this session only', { connectionId })
      return
    }
    inStore('save the secret', () =>
      this.#database
        .prepare('INSERT OR REPLACE INTO sealed_secrets (connection_id, hop, sealed) VALUES (?, ?, ?)')
        .run(connectionId, hop, sealed),
    )
    this.#remember(connectionId, hop, { secret, saved: true })
  }

  forget(connectionId: string, hop: number): void {
    this.#kept.get(connectionId)?.delete(hop)
    inStore('remove the secret', () =>
      this.#database
        .prepare('DELETE FROM sealed_secrets WHERE connection_id = ? AND hop = ?')
        .run(connectionId, hop),
    )
  }

  forgetAll(connectionId: string): void {
    this.#kept.delete(connectionId)
    inStore('remove the secrets', () =>
      this.#database.prepare('DELETE FROM sealed_secrets WHERE connection_id = ?').run(connectionId),
    )
  }

  /** Where this connection's secrets are; `missing` where a password is needed and none is kept. */
  state(connectionId: string, endpoint: Endpoint): SecretState {
    const kept = this.#kept.get(connectionId)
    const hops = hopsOf(endpoint)
    if (hops.some((hop, index) => hop.auth.kind === 'password' && !kept?.has(index))) return 'missing'
    const held = hops.flatMap((_, index) => kept?.get(index) ?? [])
    if (held.length === 0) return 'none'
    return held.every((each) => each.saved) ? 'saved' : 'session'
  }

  /** Drops every opened secret from memory. */
  close(): void {
    this.#kept.clear()
  }

  #remember(connectionId: string, hop: number, kept: KeptSecret): void {
    const hops = this.#kept.get(connectionId) ?? new Map<number, KeptSecret>()
    hops.set(hop, kept)
    this.#kept.set(connectionId, hops)
  }
}
