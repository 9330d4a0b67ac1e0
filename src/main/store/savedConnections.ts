// The saved connections. The endpoint is kept as JSON and never holds a secret: those are sealed in a table of their own.
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { endpoint, type Endpoint } from '../../shared/model/connection.ts'
import { inStore } from './database.ts'

export interface SavedConnection {
  readonly id: string
  readonly name: string
  readonly readOnly: boolean
  /** Without secrets: `password` and `passphrase` are null. */
  readonly endpoint: Endpoint
  readonly createdAt: string
}

/** Reads and writes the table `connections`. Every function throws `store.failed` where SQLite does. */
export interface SavedConnections {
  /** In the order they were added. */
  list(): SavedConnection[]
  insert(connection: SavedConnection): void
  update(connection: SavedConnection): void
  /** Its sealed secrets go with it. */
  remove(id: string): void
}

const row = z.object({
  id: z.string(),
  name: z.string(),
  read_only: z.number(),
  endpoint: z.string(),
  created_at: z.string(),
})

/** The saved connections of this database. */
export function savedConnections(database: DatabaseSync): SavedConnections {
  const write = (sql: string, each: SavedConnection): void => {
    database.prepare(sql).run({
      id: each.id,
      name: each.name,
      read_only: each.readOnly ? 1 : 0,
      endpoint: JSON.stringify(each.endpoint),
      created_at: each.createdAt,
    })
  }
  return {
    list: () =>
      inStore('read the connections', () =>
        database
          .prepare('SELECT id, name, read_only, endpoint, created_at FROM connections ORDER BY rowid')
          .all()
          .map(readRow),
      ),
    insert: (each) =>
      inStore('save the connection', () =>
        write('INSERT INTO connections VALUES ($id, $name, $read_only, $endpoint, $created_at)', each),
      ),
    update: (each) =>
      inStore('save the connection', () =>
        write(
          `UPDATE connections SET name = $name, read_only = $read_only, endpoint = $endpoint, created_at = $created_at
           WHERE id = $id`,
          each,
        ),
      ),
    remove: (id) =>
      inStore('remove the connection', () => {
        database.prepare('DELETE FROM connections WHERE id = ?').run(id)
      }),
  }
}

function readRow(value: unknown): SavedConnection {
  const each = row.parse(value)
  const parsed = endpoint.safeParse(JSON.parse(each.endpoint))
  if (!parsed.success) {
    throw new AppError('store.failed', `The saved connection ${each.name} cannot be read.`, {
      cause: parsed.error,
    })
  }
  return {
    id: each.id,
    name: each.name,
    readOnly: each.read_only !== 0,
    endpoint: parsed.data,
    createdAt: each.created_at,
  }
}
