// What pages ask of the live state: the cluster at hand, all connections, operations, the wire.
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { AppError } from '../../shared/errors.ts'
import type { Operation } from '../../shared/model/action.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import { useApi } from './ApiProvider.tsx'
import type { ClusterPicture, ClusterStore } from './clusterStore.ts'
import type { ConnectionList } from './liveApi.ts'
import type { LiveValue } from './liveValue.ts'
import type { WireStatus } from './wireStatus.ts'

export type { ClusterPicture } from './clusterStore.ts'
export type { SavedConnection } from './liveApi.ts'

export const useLiveValue = <T>(value: LiveValue<T>): T => useSyncExternalStore(value.subscribe, value.get)

/** Every saved connection with its glance; `list` is null until the first answer. */
export const useConnections = (): ConnectionList => useLiveValue(useApi().connections)

/** All operations of this run of the program, newest first. */
export const useOperations = (): readonly Operation[] => useLiveValue(useApi().operations)

/** The page's own line to the program. */
export const useWireState = (): WireStatus => useLiveValue(useApi().wire)

/** Set by the frame around the pages of one cluster. */
export const ClusterContext = createContext<ClusterStore | null>(null)

/** The store behind `useCluster`, for the few who act on it. */
export function useClusterStore(): ClusterStore {
  const store = useContext(ClusterContext)
  if (!store) throw new AppError('internal', 'A page of a cluster was drawn outside a cluster.')
  return store
}

/** Keeps a cluster's picture live while the caller is on the screen; null where no connection has this id. */
export function useLiveCluster(connectionId: string): ClusterStore | null {
  const api = useApi()
  const { list } = useConnections()
  const known = list?.some((each) => each.connection.id === connectionId) ?? false
  const store = useMemo(() => (known ? api.cluster(connectionId) : null), [api, connectionId, known])
  useEffect(() => store?.acquire(), [store])
  return store
}

/** The id of the cluster at hand. */
export const useConnectionId = (): string => useClusterStore().get().connection.id

/**
 * The whole live picture; draws again with every change. Where only a part matters, `useClusterSelect` draws less often.
 */
export const useCluster = (): ClusterPicture => useLiveValue(useClusterStore())

/** A part of the picture; draws again only when that part is another (by `isEqual`). */
export function useClusterSelect<T>(
  select: (picture: ClusterPicture) => T,
  isEqual: (a: T, b: T) => boolean = Object.is,
): T {
  const store = useClusterStore()
  const [steady] = useState(() => keepEqual(isEqual))
  return useSyncExternalStore(store.subscribe, () => steady(select(store.get())))
}

/** Answers the former value as long as the new one equals it, so that React sees no change. */
function keepEqual<T>(isEqual: (a: T, b: T) => boolean): (value: T) => T {
  let kept: { readonly value: T } | null = null
  return (value) => {
    if (kept === null || !isEqual(kept.value, value)) kept = { value }
    return kept.value
  }
}

/** The service of this id or name, or null. */
export const useService = (reference: string): Service | null =>
  useClusterSelect((picture) => serviceOf(picture, reference))

/** The node of this id or hostname, or null. */
export const useNode = (reference: string): SwarmNode | null =>
  useClusterSelect((picture) => nodeOf(picture, reference))

const noTasks: readonly Task[] = []

/** The live tasks of a service, by id. */
export const useTasksOfService = (serviceId: string): readonly Task[] =>
  useClusterSelect((picture) => picture.tasksByService.get(serviceId) ?? noTasks)

/** The live tasks of a node, by id. */
export const useTasksOfNode = (nodeId: string): readonly Task[] =>
  useClusterSelect((picture) => picture.tasksByNode.get(nodeId) ?? noTasks)

export function serviceOf(picture: ClusterPicture, reference: string): Service | null {
  return (
    picture.servicesById.get(reference) ?? picture.services.find((each) => each.name === reference) ?? null
  )
}

export function nodeOf(picture: ClusterPicture, reference: string): SwarmNode | null {
  return picture.nodesById.get(reference) ?? picture.nodes.find((each) => each.hostname === reference) ?? null
}

/** The live pictures of every connected cluster, kept live while the caller is on the screen. */
export function useLivePictures(): readonly ClusterPicture[] {
  const api = useApi()
  const { list } = useConnections()
  const connected = (list ?? []).flatMap(({ connection, glance }) =>
    glance.link.state === 'connected' ? [connection.id] : [],
  )
  const ids = connected.join(' ')
  const stores = useMemo(
    () => ids.split(' ').flatMap((id) => (id === '' ? [] : (api.cluster(id) ?? []))),
    [api, ids],
  )
  useEffect(() => {
    const releases = stores.map((store) => store.acquire())
    return () => {
      for (const release of releases) release()
    }
  }, [stores])
  const [steady] = useState(() => keepEqual<readonly ClusterPicture[]>(sameItems))
  const subscribe = useMemo(
    () => (listener: () => void) => {
      const leaves = stores.map((store) => store.subscribe(listener))
      return () => {
        for (const leave of leaves) leave()
      }
    },
    [stores],
  )
  return useSyncExternalStore(subscribe, () => steady(stores.map((store) => store.get())))
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each, index) => Object.is(each, b[index]))
