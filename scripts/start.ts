// `npm start [-- --demo --data DIR]`: builds what is missing or stale and opens the window. Where Electron cannot run here,
// one line says why, and the browser host takes its place.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { obtainElectron } from './electronBinary.ts'
import { builtOrExit } from './ensureBuilt.ts'
import { root } from './nodeVersion.mjs'
import { openInBrowser } from './openInBrowser.ts'

const args = process.argv.slice(2)

await builtOrExit()
const electron = await obtainElectron()
const obstacle = electron === null ? noBinary() : whyNoWindow()
if (electron !== null && obstacle === null) {
  // Where this variable is set, Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  await show(electron, [root, ...args], env)
} else {
  process.stderr.write(`${obstacle ?? ''} Swarmdeck starts in the browser instead.\n`)
  const port = args.some((each) => /^--port(=|$)/.test(each)) ? [] : ['--port', '0']
  const headless = join(root, 'out', 'main', 'headless.js')
  await show(process.execPath, [headless, ...port, ...args], process.env, openInBrowser)
}

function noBinary(): string {
  return 'Electron’s binary could not be had (ELECTRON_OVERRIDE_DIST_PATH=<folder with the electron executable> points to one that is here).'
}

/** Reasons that no download mends; null when a window can open. */
function whyNoWindow(): string | null {
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0 && !args.includes('--no-sandbox')) {
    return 'Electron does not run as root with its sandbox on: start it as an ordinary user.'
  }
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env
  return DISPLAY + WAYLAND_DISPLAY === '' ? 'There is no display for a window here.' : null
}

/** Runs a child to its end, signals passed on; calls `onAddress` once with the address that it prints when ready. */
async function show(
  command: string,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  onAddress?: (address: string) => void,
): Promise<void> {
  const child = spawn(command, argv, { env, stdio: ['inherit', onAddress ? 'pipe' : 'inherit', 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The terminal sends Ctrl-C to the whole group already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  let said: string | null = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    if (said === null) return
    said += chunk.toString()
    const address = /https?:\/\/\S+(?=\s)/.exec(said)?.[0]
    if (address === undefined) return
    said = null
    onAddress?.(address)
  })
  process.exitCode = await new Promise<number>((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${command} could not be started: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
}
