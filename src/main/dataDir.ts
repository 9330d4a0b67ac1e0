// Where the program keeps its database and log when nobody names a folder.
import { join } from 'node:path'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly homeDir: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The usual place of this platform; on Linux XDG_DATA_HOME, else ~/.local/share. */
export function usualDataDir({ platform, homeDir, env }: Machine): string {
  if (platform === 'darwin') return join(homeDir, 'Library', 'Application Support', 'Swarmdeck')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homeDir, 'AppData', 'Roaming'), 'Swarmdeck')
  const base = env['XDG_DATA_HOME']
  // The XDG specification: a relative path there is to be ignored.
  return join(base?.startsWith('/') === true ? base : join(homeDir, '.local', 'share'), 'swarmdeck')
}
