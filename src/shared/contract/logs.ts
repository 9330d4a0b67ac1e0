// Output of services and tasks.
import { z } from 'zod'
import { logItem } from '../model/logLine.ts'
import { onConnection } from './cluster.ts'
import { stream } from './define.ts'

export const logQuery = onConnection.extend({
  target: z.object({ kind: z.enum(['service', 'task']), id: z.string().min(1) }),
  follow: z.boolean().default(false),
  /** The last n lines a task; `all` for everything since `since`. */
  tail: z
    .union([z.literal('all'), z.number().int('A whole number.').min(0, 'Not negative.').max(100_000)])
    .default(500),
  /** ISO time, or a duration back from now such as `15m`, `2h30m`. */
  since: z
    .string()
    .regex(
      /^(?:\d{4}-\d{2}-\d{2}T\S+|(?:\d+(?:\.\d+)?[hms])+|\d+(?:\.\d+)?)$/,
      'Enter a time such as 15m, 2h or 2026-01-31T10:00:00Z.',
    )
    .optional(),
})
export type LogQuery = z.infer<typeof logQuery>

export const logsContract = { read: stream('lossless', logQuery, logItem) }
