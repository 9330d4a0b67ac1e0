// The services as the engine lists them, with their counts, before any record reads them.
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { listOf } from './records/fields.ts'

/** GET /services?status=true, which needs API 1.41 for the counts. @param ids only these; null for all */
export async function rawServices(
  engine: Engine,
  ids: readonly string[] | null,
  signal: AbortSignal,
): Promise<unknown[]> {
  const query = { status: true, ...(ids === null ? {} : { filters: { id: ids } }) }
  return listOf(
    await askJson(engine, { path: '/services', query, about: 'the services' }, signal),
    'the services',
  )
}
