// The facts about a host key that an error carries, read at the edge.
import { z } from 'zod'
import type { AppErrorData } from '../../../shared/errors.ts'

const hostKeyDetails = z.object({
  host: z.string(),
  port: z.number(),
  fingerprint: z.string(),
  /** `ssh-ed25519 AAAA…` */
  key: z.string(),
  keyType: z.string(),
  /** Lines of known_hosts that hold another key, as in `~/.ssh/known_hosts:12`. */
  places: z.array(z.string()).default([]),
})
export type HostKeyDetails = z.infer<typeof hostKeyDetails>

/** null where the error carries none. */
export function hostKeyOf(error: AppErrorData): HostKeyDetails | null {
  const parsed = hostKeyDetails.safeParse(error.details)
  return parsed.success ? parsed.data : null
}

const hopDetails = z.object({ hop: z.number().int().min(0) })

/** Which machine on the way the error is about: 0 is the target, 1… the jump hosts. */
export function hopOf(error: AppErrorData): number {
  const parsed = hopDetails.safeParse(error.details)
  return parsed.success ? parsed.data.hop : 0
}
