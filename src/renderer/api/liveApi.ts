// Everything that outlives a page: the client, the state of the wire, the list of connections, the operations, and one
// live picture a cluster.
import { QueryClient } from '@tanstack/react-query'
import type { Client } from '../../shared/contract/index.ts'
import { AppError, type AppErrorData } from '../../shared/errors.ts'
import type { Operation } from '../../shared/model/action.ts'
import type { ConnectionGlance } from '../../shared/model/cluster.ts'
import type { Connection } from '../../shared/model/connection.ts'
import { mergeOperations } from './applyOperations.ts'
import { syncCache } from './cacheSync.ts'
import { createClusterStore, type ClusterStore } from './clusterStore.ts'
import { followStream } from './followStream.ts'
import { liveValue, type LiveValue } from './liveValue.ts'
import { keys } from './queries.ts'
import type { WireStatus } from './wireStatus.ts'

export interface SavedConnection {
  readonly connection: Connection
  readonly glance: ConnectionGlance
}

/** `null` until the first answer. */
export interface ConnectionList {
  readonly list: readonly SavedConnection[] | null
  readonly error: AppErrorData | null
}

export interface LiveApi {
  readonly client: Client
  readonly queryClient: QueryClient
  readonly wire: LiveValue<WireStatus>
  /** Tries the lost line to the program at once. */
  readonly retryWire: () => void
  readonly connections: LiveValue<ConnectionList>
  readonly operations: LiveValue<readonly Operation[]>
  /** The live picture of a saved connection, or null where there is none of this id. */
  cluster(connectionId: string): ClusterStore | null
  close(): void
}

/** Starts following connections and operations at once; clusters only when somebody looks. */
export function createLiveApi(client: Client, wire: LiveValue<WireStatus>, retryWire: () => void): LiveApi {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: retryable, refetchOnWindowFocus: false, staleTime: 5_000 } },
  })
  const connections = liveValue<ConnectionList>({ list: null, error: null })
  const operations = liveValue<readonly Operation[]>([])
  const stores = new Map<string, ClusterStore>()
  let lastSaved = ''

  const leaveConnections = followStream({
    wire,
    open: (signal) => client.connections.watch(undefined, { signal }),
    onItem: acceptConnections,
    onError: (error) => connections.set({ ...connections.get(), error }),
  })
  const leaveOperations = followStream({
    wire,
    open: (signal) => client.actions.watch(undefined, { signal }),
    onItem(change) {
      operations.set(mergeOperations(operations.get(), change))
      void queryClient.invalidateQueries({ queryKey: keys.audits })
    },
  })

  function acceptConnections(list: readonly SavedConnection[]): void {
    const known = new Set(list.map((each) => each.connection.id))
    for (const [id, store] of stores) {
      if (known.has(id)) continue
      store.close()
      stores.delete(id)
      queryClient.removeQueries({ queryKey: keys.connection(id) })
    }
    // The list comes again with every change of a link; only what is saved is a reason to ask again.
    const saved = JSON.stringify(list.map((each) => each.connection))
    if (saved !== lastSaved) {
      lastSaved = saved
      void queryClient.invalidateQueries({ queryKey: keys.found })
      void queryClient.invalidateQueries({ queryKey: keys.audits })
    }
    connections.set({ list, error: null })
    for (const { connection, glance } of list)
      stores.get(connection.id)?.setConnection(connection, glance.link)
  }

  return {
    client,
    queryClient,
    wire,
    retryWire,
    connections,
    operations,
    cluster(connectionId) {
      const known = stores.get(connectionId)
      if (known) return known
      const saved = connections.get().list?.find((each) => each.connection.id === connectionId)
      if (!saved) return null
      const store = createClusterStore({
        watch: (signal) => client.cluster.watch({ connectionId }, { signal }),
        wire,
        connection: saved.connection,
        link: saved.glance.link,
        onChanges: (id, changes) => syncCache(queryClient, id, changes),
      })
      stores.set(connectionId, store)
      return store
    },
    close() {
      leaveConnections()
      leaveOperations()
      for (const store of stores.values()) store.close()
      queryClient.clear()
    },
  }
}

/** Reads are tried again where that can help; what is refused is told at once. */
function retryable(failures: number, error: unknown): boolean {
  return failures < 2 && error instanceof AppError && error.retryable
}
