// The clock of the manager this link leads to: log times are the cluster's, which need not agree with this machine's.
import { z } from 'zod'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'

const infoTime = z.object({ SystemTime: z.string().nullish() })

/** Milliseconds since 1970; this machine's own where the engine does not tell. GET /info. */
export async function managerTime(engine: Engine, signal: AbortSignal): Promise<number> {
  const info = infoTime.safeParse(
    await askJson(engine, { path: '/info', about: 'the engine itself' }, signal),
  )
  const time = Date.parse(info.data?.SystemTime ?? '')
  return Number.isNaN(time) ? Date.now() : time
}
