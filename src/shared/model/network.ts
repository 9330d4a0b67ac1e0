// A network as the connected manager knows it.
import { z } from 'zod'

export const network = z.object({
  id: z.string(),
  name: z.string(),
  driver: z.string(),
  scope: z.enum(['swarm', 'local', 'global']),
  ingress: z.boolean(),
  internal: z.boolean(),
  attachable: z.boolean(),
  encrypted: z.boolean(),
  subnets: z.array(z.string()),
  stack: z.string().nullable(),
  labels: z.record(z.string(), z.string()),
  createdAt: z.string(),
})
export type Network = z.infer<typeof network>
