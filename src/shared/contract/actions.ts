// Changing the cluster: look first, run, follow.
import { z } from 'zod'
import { action, actionPreview, operation } from '../model/action.ts'
import { auditEntry } from '../model/audit.ts'
import { onConnection } from './cluster.ts'
import { command, query, stream } from './define.ts'

export const actionsContract = {
  /** What would happen, computed from the live state; changes nothing. */
  preview: query(onConnection.extend({ action }), actionPreview),
  /** Resolves when the engine has accepted (or refused); the operation goes on to convergence. */
  run: command(onConnection.extend({ action }), operation),
  /** Stops following; what the engine was told goes on there. */
  detach: command(z.object({ operationId: z.string() }), operation),
  /** Drops ended operations from the tray. */
  clear: command(z.object({ operationIds: z.array(z.string()) }), z.void()),
  get: query(z.object({ operationId: z.string() }), operation),
  /** All operations of this run of the program, then each as it changes. Merged by id. */
  watch: stream(
    'coalesced',
    z.void(),
    z.object({ reset: z.boolean(), operations: z.array(operation), removed: z.array(z.string()) }),
  ),
  audit: query(
    z.object({
      connectionId: z.string().optional(),
      limit: z.number().int().min(1).max(2000).default(200),
      before: z.number().int().optional(),
    }),
    z.array(auditEntry),
  ),
}
