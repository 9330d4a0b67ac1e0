// One line of a service's or task's output.
import { z } from 'zod'

export const logLine = z.object({
  /** Grows by one a line within one stream; the key for lists. */
  seq: z.number().int(),
  /** RFC 3339 with nanoseconds, as the engine stamped it. */
  at: z.string(),
  stream: z.enum(['stdout', 'stderr']),
  taskId: z.string(),
  nodeId: z.string(),
  /** Without the line end; a line over 16 KiB is cut there and `cut` is true. */
  text: z.string(),
  cut: z.boolean(),
})
export type LogLine = z.infer<typeof logLine>

/** What a log stream carries: lines in time order, or a note about the stream itself. */
export const logItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lines'), lines: z.array(logLine) }),
  /** For instance `node3 is out of reach: its lines are missing`. */
  z.object({ kind: z.literal('note'), at: z.iso.datetime(), text: z.string() }),
  /** The past is complete; what follows is live. */
  z.object({ kind: z.literal('live') }),
])
export type LogItem = z.infer<typeof logItem>
