// The saved connections and their secrets, with the rules of the list: names are taken once, and a secret is never
// offered to another machine or login than the one it was given for.
import { randomUUID } from 'node:crypto'
import { AppError } from '../shared/errors.ts'
import type { ConnectionDraft, Endpoint, SecretState } from '../shared/model/connection.ts'
import { placeOf } from './samePlace.ts'
import { hopsOf, keepsSecret, splitEndpoint } from './store/endpointSecrets.ts'
import type { SavedConnection } from './store/savedConnections.ts'
import type { Store } from './store/store.ts'

export interface ConnectionPatch {
  readonly name?: string | undefined
  readonly readOnly?: boolean | undefined
  readonly endpoint?: Endpoint | undefined
}

/** Errors: `connection.notFound` of all that take an id, `input.invalid` for a taken name, `store.failed`. */
export class ConnectionList {
  readonly #store: Pick<Store, 'connections' | 'secrets'>
  readonly #saved = new Map<string, SavedConnection>()

  constructor(store: Pick<Store, 'connections' | 'secrets'>) {
    this.#store = store
    for (const each of store.connections.list()) this.#saved.set(each.id, each)
  }

  /** In the order they were added. */
  all(): SavedConnection[] {
    return [...this.#saved.values()]
  }

  get(id: string): SavedConnection {
    const saved = this.#saved.get(id)
    if (saved === undefined) throw new AppError('connection.notFound', `There is no connection ${id}.`)
    return saved
  }

  async add(draft: ConnectionDraft): Promise<SavedConnection> {
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
    this.#saved.set(saved.id, saved)
    await this.#keep(saved.id, hops)
    return saved
  }

  /** `moved` tells that it is reached another way now, or with another secret. */
  async change(id: string, patch: ConnectionPatch): Promise<{ saved: SavedConnection; moved: boolean }> {
    const before = this.get(id)
    if (patch.name !== undefined) this.#refuseTakenName(patch.name, id)
    const split = patch.endpoint === undefined ? null : splitEndpoint(patch.endpoint)
    const saved: SavedConnection = {
      ...before,
      name: patch.name ?? before.name,
      readOnly: patch.readOnly ?? before.readOnly,
      endpoint: split?.endpoint ?? before.endpoint,
    }
    this.#store.connections.update(saved)
    this.#saved.set(id, saved)
    if (split === null) return { saved, moved: false }
    this.#forgetStrangers(before, split.endpoint)
    await this.#keep(id, split.hops)
    const same = JSON.stringify(before.endpoint) === JSON.stringify(split.endpoint)
    return { saved, moved: !same || split.hops.some((hop) => hop !== null) }
  }

  /** Forgets it with its secrets. */
  remove(id: string): void {
    this.get(id)
    this.#store.secrets.forgetAll(id)
    this.#store.connections.remove(id)
    this.#saved.delete(id)
  }

  /** @param hop 0 is the target itself, 1… the jump hosts */
  async keepSecret(id: string, secret: string, hop: number): Promise<void> {
    const { name, endpoint } = this.get(id)
    if (hop >= hopsOf(endpoint).length) {
      throw new AppError('input.invalid', `${name} has no such jump host.`, { field: 'hop' })
    }
    await this.#store.secrets.keep(id, hop, secret)
  }

  secretsOf({ id, endpoint }: SavedConnection): { readonly hops: ReadonlyArray<string | null> } {
    return this.#store.secrets.of(id, endpoint)
  }

  secretState({ id, endpoint }: SavedConnection): SecretState {
    return this.#store.secrets.state(id, endpoint)
  }

  /** The id of a saved connection that reaches the same engine as the same login; null where none does. */
  savedAs(endpoint: Endpoint): string | null {
    const wanted = placeOf(endpoint)
    return this.all().find((saved) => placeOf(saved.endpoint) === wanted)?.id ?? null
  }

  /** `wanted`, with a number behind it where that name is taken. */
  freeName(wanted: string): string {
    let name = wanted
    for (let n = 2; this.#nameTaken(name); n += 1) name = `${wanted} ${n}`
    return name
  }

  async #keep(id: string, hops: ReadonlyArray<string | null>): Promise<void> {
    for (const [hop, secret] of hops.entries()) {
      if (secret !== null) await this.#store.secrets.keep(id, hop, secret)
    }
  }

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
    return this.all().some((saved) => saved.id !== except && saved.name.toLowerCase() === name.toLowerCase())
  }
}
