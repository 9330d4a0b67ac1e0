// A task: one attempt to run one replica.
import { z } from 'zod'

export const taskState = z.enum([
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
])
export type TaskState = z.infer<typeof taskState>

/** How a task is drawn: see the comb in the look. */
export const taskPhase = z.enum(['running', 'starting', 'stopping', 'pending', 'failed', 'complete', 'ended'])
export type TaskPhase = z.infer<typeof taskPhase>

export const task = z.object({
  id: z.string(),
  version: z.number().int(),
  /** `shop_search.3`, or `service.nodename` for global ones. */
  name: z.string(),
  serviceId: z.string(),
  /** null for global services. */
  slot: z.number().int().nullable(),
  nodeId: z.string().nullable(),
  state: taskState,
  desiredState: taskState,
  phase: taskPhase,
  /** Status.Message, as in `started`. */
  message: z.string(),
  /** Status.Err, untouched. */
  error: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  containerId: z.string().nullable(),
  image: z.string(),
  /** When the present state began (Status.Timestamp). */
  since: z.string(),
  createdAt: z.string(),
})
export type Task = z.infer<typeof task>
