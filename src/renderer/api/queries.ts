// What the pages ask once and keep: TanStack Query options with the connection's id in every key, so that no answer of
// one cluster is ever shown for another. What moves by itself comes by streams instead (cluster.ts).
import { queryOptions } from '@tanstack/react-query'
import type { Client } from '../../shared/contract/index.ts'

export const keys = {
  app: ['app'] as const,
  found: ['found'] as const,
  connection: (connectionId: string) => ['c', connectionId] as const,
  stacks: (connectionId: string) => ['c', connectionId, 'stacks'] as const,
  /** `id` is the service's id, so that live changes find it; see cacheSync. */
  service: (connectionId: string, id: string) => ['c', connectionId, 'service', id] as const,
  node: (connectionId: string, id: string) => ['c', connectionId, 'node', id] as const,
  audits: ['audit'] as const,
  audit: (connectionId: string | null) => ['audit', connectionId] as const,
}

/** The program: version, data folder, whether secrets are kept. */
export const appInfoQuery = (client: Client) =>
  queryOptions({
    queryKey: keys.app,
    queryFn: ({ signal }) => client.app.info(undefined, { signal }),
    staleTime: Infinity,
  })

/** Places found on this machine that could be added. */
export const foundPlacesQuery = (client: Client) =>
  queryOptions({
    queryKey: keys.found,
    queryFn: ({ signal }) => client.connections.found(undefined, { signal }),
    staleTime: 30_000,
  })

export const serviceInspectQuery = (client: Client, connectionId: string, id: string) =>
  queryOptions({
    queryKey: [...keys.service(connectionId, id), 'inspect'],
    queryFn: ({ signal }) => client.services.inspect({ connectionId, service: id }, { signal }),
  })

/** All tasks of a service that the engine remembers, ended ones too. */
export const serviceTasksQuery = (client: Client, connectionId: string, id: string) =>
  queryOptions({
    queryKey: [...keys.service(connectionId, id), 'tasks'],
    queryFn: ({ signal }) => client.services.tasks({ connectionId, service: id }, { signal }),
  })

export const nodeInspectQuery = (client: Client, connectionId: string, id: string) =>
  queryOptions({
    queryKey: [...keys.node(connectionId, id), 'inspect'],
    queryFn: ({ signal }) => client.nodes.inspect({ connectionId, node: id }, { signal }),
  })

/** All tasks of a node that the engine remembers, ended ones too. */
export const nodeTasksQuery = (client: Client, connectionId: string, id: string) =>
  queryOptions({
    queryKey: [...keys.node(connectionId, id), 'tasks'],
    queryFn: ({ signal }) => client.nodes.tasks({ connectionId, node: id }, { signal }),
  })

export const stacksQuery = (client: Client, connectionId: string) =>
  queryOptions({
    queryKey: keys.stacks(connectionId),
    queryFn: ({ signal }) => client.stacks.list({ connectionId }, { signal }),
  })

/** The newest entries of the audit log, of one connection or of all. */
export const auditQuery = (client: Client, connectionId: string | null, limit = 200) =>
  queryOptions({
    queryKey: [...keys.audit(connectionId), limit],
    queryFn: ({ signal }) =>
      client.actions.audit(connectionId === null ? { limit } : { connectionId, limit }, { signal }),
  })
