// Opens the one database file, `swarmdeck.db` in the data folder, readable by this OS account only. A damaged file or
// one of a newer release is reported and left exactly as it is.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { AppError } from '../../shared/errors.ts'
import { migrate, schemaVersion } from './migrations.ts'

const fileName = 'swarmdeck.db'

/**
 * Opens (creating it where missing) the database in `dataDir` and brings it to this release's version.
 * Errors: `store.failed` where the folder cannot be written, or the file is damaged or of a newer release.
 */
export function openDatabase(dataDir: string): DatabaseSync {
  const path = join(dataDir, fileName)
  prepareFolder(dataDir)
  preparePrivateFile(path)
  let database: DatabaseSync | undefined
  try {
    // The desktop and the browser host may have it open at once: a writer waits for the other that long.
    database = new DatabaseSync(path, { timeout: 3000 })
    const version = versionOf(database)
    if (version > schemaVersion) {
      throw new AppError(
        'store.failed',
        `${path} was written by a newer Swarmdeck (version ${version} of its shape; this one knows ${schemaVersion}).`,
        { hint: 'Upgrade Swarmdeck, or start it with another data folder. The file was left as it is.' },
      )
    }
    if (!isSound(database)) throw new Error('the integrity check failed')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA foreign_keys = ON')
    migrate(database, version)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof AppError) throw error
    throw new AppError('store.failed', `${path} cannot be opened: ${reasonOf(error)}.`, {
      hint: 'Move the file away or restore it from a backup, then start again. It was left as it is.',
      cause: error,
    })
  }
}

/** Runs one piece of work on the database; what SQLite throws becomes `store.failed`. */
export function inStore<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('store.failed', `The database could not ${what}: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
}

function prepareFolder(dataDir: string): void {
  try {
    if (!existsSync(dataDir)) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 })
      return
    }
    const entries = readdirSync(dataDir)
    const facts = statSync(dataDir)
    // A folder that serves others too (such as /tmp, or a home) is not ours to close; the file itself is private.
    const isOurs = (name: string): boolean => name === 'chromium' || name.startsWith('swarmdeck.')
    const ours = entries.includes(fileName) || entries.every(isOurs)
    const shared =
      (facts.mode & 0o1000) !== 0 || (process.getuid !== undefined && facts.uid !== process.getuid())
    if (ours && !shared) chmodSync(dataDir, 0o700)
  } catch (error) {
    throw new AppError('store.failed', `The data folder ${dataDir} cannot be used: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
}

function preparePrivateFile(path: string): void {
  try {
    // SQLite gives its -wal and -shm files the mode of this one.
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
  } catch (error) {
    throw new AppError('store.failed', `${path} cannot be written: ${reasonOf(error)}.`, { cause: error })
  }
}

function versionOf(database: DatabaseSync): number {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  if (typeof version !== 'number') throw new Error('it has no version')
  return version
}

const isSound = (database: DatabaseSync): boolean =>
  database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok'

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/\.$/, '') : String(error)
