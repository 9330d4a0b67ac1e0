// What was asked once (TanStack Query) is asked again when the live picture says that it changed.
import type { QueryClient } from '@tanstack/react-query'
import type { ClusterChange } from '../../shared/model/cluster.ts'
import { keys } from './queries.ts'

/**
 * Marks the answers that a batch of changes makes old. Only what is on the screen is read again; the rest when it is
 * next looked at.
 */
export function syncCache(
  queryClient: QueryClient,
  connectionId: string,
  changes: readonly ClusterChange[],
): void {
  const touched = touchedBy(changes)
  const invalidate = (queryKey: readonly unknown[]) => void queryClient.invalidateQueries({ queryKey })
  if (touched.everything) return invalidate(keys.connection(connectionId))
  if (touched.services.size > 0) {
    invalidate(keys.stacks(connectionId))
    for (const id of touched.services) invalidate(keys.service(connectionId, id))
  }
  for (const id of touched.nodes) invalidate(keys.node(connectionId, id))
}

interface Touched {
  readonly everything: boolean
  readonly services: ReadonlySet<string>
  readonly nodes: ReadonlySet<string>
}

/** The objects that a batch of changes speaks of; a task touches its service and its node. */
export function touchedBy(changes: readonly ClusterChange[]): Touched {
  const services = new Set<string>()
  const nodes = new Set<string>()
  for (const change of changes) {
    for (const each of change.services ?? []) services.add(each.id)
    for (const id of change.removed?.services ?? []) services.add(id)
    for (const each of change.nodes ?? []) nodes.add(each.id)
    for (const id of change.removed?.nodes ?? []) nodes.add(id)
    for (const each of change.tasks ?? []) {
      services.add(each.serviceId)
      if (each.nodeId !== null) nodes.add(each.nodeId)
    }
  }
  return { everything: changes.some((each) => each.reset), services, nodes }
}
