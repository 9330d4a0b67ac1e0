// Runs a script on a Node that is new enough: npm puts the locked one first in PATH, but a script may also be started by
// hand with the machine's own. Import nothing here that an old Node cannot read.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The first Node with node:sqlite and TypeScript sources, both without a flag. */
const needed = [22, 18]
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Returns on a Node that is new enough. Otherwise hands the whole run to the project's own Node, or, where there is none
 * for this platform, says so in one line and ends with code 1.
 */
export async function requireNode() {
  if (isEnough(process.versions.node)) return
  const own = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(own)) {
    const version = spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout?.trim().slice(1) ?? ''
    if (isEnough(version)) process.exit(await runInstead(own))
  }
  process.stderr.write(
    `Swarmdeck needs Node ${needed.join('.')} or newer, this is ${process.versions.node}: install one from your system or nodejs.org` +
      ` (on Linux, x64 and arm64, \`npm ci\` brings its own).\n`,
  )
  process.exit(1)
}

/** Whether `version` (as in 24.1.0) is new enough. */
export function isEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > needed[0] || (major === needed[0] && minor >= needed[1])
}

function runInstead(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    // The terminal sends Ctrl-C to the whole group; a second one would look like impatience.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}
