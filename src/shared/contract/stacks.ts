// Stacks: services that share the label com.docker.stack.namespace.
import { z } from 'zod'
import { service, serviceHealth } from '../model/service.ts'
import { onConnection } from './cluster.ts'
import { query } from './define.ts'

export const stackSummary = z.object({
  name: z.string(),
  services: z.number().int(),
  running: z.number().int(),
  desired: z.number().int(),
  /** The worst of its services'. */
  health: serviceHealth,
  networks: z.array(z.string()),
  updatedAt: z.string(),
})
export type StackSummary = z.infer<typeof stackSummary>

export const stacksContract = {
  list: query(onConnection, z.array(stackSummary)),
  get: query(
    onConnection.extend({ stack: z.string().min(1) }),
    stackSummary.extend({ members: z.array(service) }),
  ),
}
