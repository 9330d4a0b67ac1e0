// Changing the cluster: look first, run, follow. Read-only connections are refused in the operations, for every caller.
import type { Handlers } from '../../shared/contract/index.ts'
import type { Clusters } from '../clusters.ts'
import type { Operations } from '../operations/operations.ts'
import type { AuditLog } from '../store/auditLog.ts'
import { previewAction } from '../swarm/actions/preview/previewAction.ts'

interface Parts {
  readonly clusters: Clusters
  readonly operations: Operations
  readonly audit: AuditLog
}

export function actionsHandlers({ clusters, operations, audit }: Parts): Handlers['actions'] {
  return {
    preview: async ({ connectionId, action }, { signal }) => {
      const engine = await clusters.engine(connectionId, signal)
      const state = await clusters.get(connectionId).feed.synced(signal)
      return previewAction(engine, state, action, signal)
    },
    run: ({ connectionId, action }, { caller }) => operations.run(connectionId, action, caller),
    detach: async ({ operationId }) => operations.detach(operationId),
    clear: async ({ operationIds }) => operations.clear(operationIds),
    get: async ({ operationId }) => operations.get(operationId),
    watch: (_, { signal }) => operations.watch(signal),
    audit: async (filter) => audit.list(filter),
  }
}
