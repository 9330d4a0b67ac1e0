// Who did what from here, with the command line and the outcome. Kept in the database; holds no secret.
import { z } from 'zod'

export const auditEntry = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  connectionId: z.string().nullable(),
  connectionName: z.string(),
  /** The OS login of whoever runs Swarmdeck, and `desktop`, `browser` or `rest`. */
  who: z.string(),
  via: z.enum(['desktop', 'browser', 'rest']),
  /** As in `service.scale` or `connection.add`. */
  what: z.string(),
  target: z.string(),
  /** One clause, as in `scaled to 5 replicas`. */
  text: z.string(),
  command: z.string().nullable(),
  /** `running` until it converged, failed, …; `refused` where it never began. */
  outcome: z.enum([
    'running',
    'done',
    'converged',
    'rolledBack',
    'paused',
    'failed',
    'refused',
    'superseded',
    'detached',
  ]),
  detail: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntry>
