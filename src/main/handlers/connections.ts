// Saved connections and their links. Every change of the list is written to the audit log.
import type { Caller, Handlers } from '../../shared/contract/index.ts'
import type { Connection } from '../../shared/model/connection.ts'
import type { Clusters } from '../clusters.ts'
import { findPlaces } from '../docker/foundPlaces.ts'
import { trustHostKey } from '../docker/hostKeys.ts'
import type { LinkDeps } from '../docker/linkDeps.ts'
import type { Operations } from '../operations/operations.ts'
import type { AuditLog } from '../store/auditLog.ts'

interface Parts {
  readonly clusters: Clusters
  readonly operations: Operations
  readonly audit: AuditLog
  readonly linkDeps: LinkDeps
}

export function connectionsHandlers({
  clusters,
  operations,
  audit,
  linkDeps,
}: Parts): Handlers['connections'] {
  const record = (
    caller: Caller,
    what: string,
    about: Connection | null,
    target: string,
    text: string,
  ): void => {
    const entry: Parameters<AuditLog['add']>[0] = {
      connectionId: about?.id ?? null,
      connectionName: about?.name ?? '',
      who: caller.user,
      via: caller.via,
      what,
      target,
      text,
      command: null,
      outcome: 'done',
      detail: '',
    }
    try {
      audit.add(entry)
    } catch (error) {
      // The change is made: it is not told as failed because it could not be written down.
      linkDeps.log('error', 'The audit log could not be written', { what, error: String(error) })
    }
  }
  return {
    list: async () => clusters.all(),
    get: async ({ id }) => clusters.connection(id),
    add: async (draft, { caller }) => {
      const added = await clusters.add(draft)
      record(caller, 'connection.add', added, added.name, `added ${added.address}`)
      return added
    },
    update: async ({ id, ...patch }, { caller }) => {
      const before = clusters.connection(id)
      const after = await clusters.update(id, patch)
      record(caller, 'connection.update', after, after.name, changesBetween(before, after))
      return after
    },
    remove: async ({ id }, { caller }) => {
      const removed = clusters.connection(id)
      operations.detachAll(id)
      await clusters.remove(id)
      record(caller, 'connection.remove', removed, removed.name, `removed ${removed.address}`)
    },
    test: (what, { signal }) => clusters.test(what, signal),
    connect: async ({ id }) => clusters.connect(id),
    disconnect: ({ id }) => clusters.disconnect(id),
    provideSecret: ({ id, secret, hop }) => clusters.provideSecret(id, secret, hop),
    answer: async ({ id, askId, answers }) => clusters.answer(id, askId, answers),
    trustHostKey: async (key, { caller }) => {
      await trustHostKey(key, linkDeps)
      record(caller, 'connection.trustHostKey', null, `${key.host}:${key.port}`, `trusted its host key`)
      clusters.retryUntrusted()
    },
    found: async () => {
      const places = await findPlaces(linkDeps)
      return places.map((place) => ({ ...place, savedAs: clusters.savedAs(place.endpoint) }))
    },
    openDemo: async (size, { caller }) => {
      const known = new Set(clusters.all().map(({ id }) => id))
      const demo = await clusters.openDemo(size ?? {})
      if (!known.has(demo.id)) record(caller, 'connection.add', demo, demo.name, `added ${demo.address}`)
      return demo
    },
    watch: (_, { signal }) => clusters.watch(signal),
  }
}

function changesBetween(before: Connection, after: Connection): string {
  const changes = [
    ...(before.name === after.name ? [] : [`renamed from ${before.name}`]),
    ...(before.readOnly === after.readOnly ? [] : [after.readOnly ? 'made read-only' : 'allowed changes']),
    ...(before.address === after.address ? [] : [`moved from ${before.address} to ${after.address}`]),
  ]
  return changes.length === 0 ? 'changed its settings' : changes.join(', ')
}
