// Everything Swarmdeck keeps between runs, in one SQLite file of the data folder.
import type { Log, SecretStore } from '../deps.ts'
import { auditLog, type AuditLog } from './auditLog.ts'
import { ConnectionSecrets } from './connectionSecrets.ts'
import { openDatabase } from './database.ts'
import { savedConnections, type SavedConnections } from './savedConnections.ts'

export interface Store {
  readonly connections: SavedConnections
  readonly secrets: ConnectionSecrets
  readonly audit: AuditLog
  close(): void
}

/** Opens the store of `dataDir` and unseals its secrets. Errors: `store.failed`; nothing is overwritten then. */
export async function openStore(deps: { dataDir: string; secrets: SecretStore; log: Log }): Promise<Store> {
  const database = openDatabase(deps.dataDir)
  const secrets = new ConnectionSecrets(database, deps.secrets, deps.log)
  const audit = auditLog(database)
  try {
    await secrets.load()
    audit.detachLeftovers()
  } catch (error) {
    database.close()
    throw error
  }
  return {
    connections: savedConnections(database),
    secrets,
    audit,
    close: () => {
      secrets.close()
      if (database.isOpen) database.close()
    },
  }
}
