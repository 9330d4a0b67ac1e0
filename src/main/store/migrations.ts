// The database's shape, one step a version (PRAGMA user_version). A step that was released is never edited.
import type { DatabaseSync } from 'node:sqlite'

const steps: readonly string[] = [
  `
  CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    read_only INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sealed_secrets (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    hop INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (connection_id, hop)
  ) STRICT;
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    connection_id TEXT,
    connection_name TEXT NOT NULL,
    who TEXT NOT NULL,
    via TEXT NOT NULL,
    what TEXT NOT NULL,
    target TEXT NOT NULL,
    text TEXT NOT NULL,
    command TEXT,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_connection ON audit (connection_id, id);
  `,
]

/** The version this release writes. */
export const schemaVersion = steps.length

/** Brings a database of version `from` to `schemaVersion`, all or nothing. */
export function migrate(database: DatabaseSync, from: number): void {
  if (from === schemaVersion) return
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const step of steps.slice(from)) database.exec(step)
    database.exec(`PRAGMA user_version = ${schemaVersion}`)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
