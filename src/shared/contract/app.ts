// The program itself.
import { z } from 'zod'
import { query } from './define.ts'

export const appContract = {
  info: query(
    z.void(),
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'browser']),
      platform: z.string(),
      user: z.string(),
      dataDir: z.string(),
      /** Whether secrets survive the end of the program; where not, why. */
      secrets: z.object({ persistent: z.boolean(), reason: z.string().nullable() }),
    }),
  ),
}
