// Where Electron's executable is. Its npm package does not hold it: the first start fetches it, where that is allowed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './nodeVersion.mjs'
import { run } from './processes.ts'

const home = join(root, 'node_modules', 'electron')
const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
}

/** The path of the executable that is here already, or null. ELECTRON_OVERRIDE_DIST_PATH names a folder that holds it. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | null {
  const name = executables[process.platform] ?? 'electron'
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH ?? (isComplete() ? join(home, 'dist') : null)
  return folder !== null && existsSync(join(folder, name)) ? join(folder, name) : null
}

/** As `findElectron`, but fetches it when it is missing. Null when it cannot be had (refused, or not within five minutes). */
export async function obtainElectron(): Promise<string | null> {
  const here = findElectron()
  if (here !== null || process.env.ELECTRON_OVERRIDE_DIST_PATH !== undefined) return here
  const notice = setTimeout(() => process.stderr.write('Fetching Electron’s binary, about 120 MB …\n'), 3000)
  await run(process.execPath, [join(home, 'install.js')], { timeout: 5 * 60_000 })
  clearTimeout(notice)
  return findElectron()
}

/** A download that broke off leaves a dist folder without these two files. */
function isComplete(): boolean {
  const marks = [join(home, 'path.txt'), join(home, 'dist', 'version'), join(home, 'package.json')]
  if (!marks.every((each) => existsSync(each))) return false
  const present = readFileSync(join(home, 'dist', 'version'), 'utf8')
    .trim()
    .replace(/^v/, '')
  return readFileSync(join(home, 'package.json'), 'utf8').includes(`"version": "${present}"`)
}
