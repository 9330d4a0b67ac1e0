// The name of the OS account, for the audit log.
import { userInfo } from 'node:os'

/** An account without an entry in the user database, as containers run under, goes by $USER or its number. */
export function osUser(env: Readonly<Record<string, string | undefined>>, look = userInfo): string {
  try {
    return look().username
  } catch {
    return env['USER'] ?? `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
