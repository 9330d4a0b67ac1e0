// The audit log: who did what from here, with the command line and the outcome.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { auditEntry, type AuditEntry } from '../../shared/model/audit.ts'
import { inStore } from './database.ts'

export interface AuditLog {
  /** Writes one entry and answers its id. */
  add(entry: Omit<AuditEntry, 'id' | 'at'>): number
  /** What became of it. */
  settle(id: number, outcome: AuditEntry['outcome'], detail: string): void
  /** Newest first; `before` is the id of the last one already seen. */
  list(filter: {
    connectionId?: string | undefined
    limit: number
    before?: number | undefined
  }): AuditEntry[]
  /** Entries an earlier run left `running` (it was killed): nobody follows them any more. */
  detachLeftovers(): void
}

const row = z
  .object({
    id: z.number(),
    at: z.string(),
    connection_id: z.string().nullable(),
    connection_name: z.string(),
    who: z.string(),
    via: z.string(),
    what: z.string(),
    target: z.string(),
    text: z.string(),
    command: z.string().nullable(),
    outcome: z.string(),
    detail: z.string(),
  })
  .transform(({ connection_id, connection_name, ...rest }) => ({
    ...rest,
    connectionId: connection_id,
    connectionName: connection_name,
  }))
  .pipe(auditEntry)

/** The audit log of this database. Every function throws `store.failed` where SQLite does. */
export function auditLog(database: DatabaseSync): AuditLog {
  return {
    add: (entry) =>
      inStore('write the audit log', () => {
        const { lastInsertRowid } = database
          .prepare(
            `INSERT INTO audit
               (at, connection_id, connection_name, who, via, what, target, text, command, outcome, detail)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            new Date().toISOString(),
            entry.connectionId,
            entry.connectionName,
            entry.who,
            entry.via,
            entry.what,
            entry.target,
            entry.text,
            entry.command,
            entry.outcome,
            entry.detail,
          )
        return Number(lastInsertRowid)
      }),
    settle: (id, outcome, detail) =>
      inStore('write the audit log', () => {
        database.prepare('UPDATE audit SET outcome = ?, detail = ? WHERE id = ?').run(outcome, detail, id)
      }),
    list: ({ connectionId, limit, before }) =>
      inStore('read the audit log', () => {
        const conditions: string[] = []
        const values: SQLInputValue[] = []
        if (connectionId !== undefined) {
          conditions.push('connection_id = ?')
          values.push(connectionId)
        }
        if (before !== undefined) {
          conditions.push('id < ?')
          values.push(before)
        }
        const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
        return database
          .prepare(`SELECT * FROM audit ${where} ORDER BY id DESC LIMIT ?`)
          .all(...values, limit)
          .map((each) => row.parse(each))
      }),
    detachLeftovers: () =>
      inStore('write the audit log', () => {
        database
          .prepare(
            `UPDATE audit SET outcome = 'detached', detail = 'Swarmdeck ended before it was done'
             WHERE outcome = 'running'`,
          )
          .run()
      }),
  }
}
