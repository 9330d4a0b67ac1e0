// A machine of the swarm, as a manager tells it.
import { z } from 'zod'

export const nodeState = z.enum(['ready', 'down', 'disconnected', 'unknown'])
export type NodeState = z.infer<typeof nodeState>
export const availability = z.enum(['active', 'pause', 'drain'])
export type Availability = z.infer<typeof availability>

export const swarmNode = z.object({
  id: z.string(),
  /** Object version (Version.Index), sent back on update. */
  version: z.number().int(),
  hostname: z.string(),
  role: z.enum(['manager', 'worker']),
  availability,
  state: nodeState,
  /** The engine's own message to a state, as in `heartbeat failure`. */
  message: z.string(),
  address: z.string(),
  manager: z
    .object({
      leader: z.boolean(),
      reachability: z.enum(['reachable', 'unreachable', 'unknown']),
      address: z.string(),
    })
    .nullable(),
  engineVersion: z.string(),
  os: z.string(),
  architecture: z.string(),
  /** Cores times 10^9, and bytes. */
  nanoCpus: z.number(),
  memoryBytes: z.number(),
  labels: z.record(z.string(), z.string()),
  engineLabels: z.record(z.string(), z.string()),
  plugins: z.array(z.object({ type: z.string(), name: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type SwarmNode = z.infer<typeof swarmNode>
