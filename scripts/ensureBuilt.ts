// Builds the three bundles when they are missing or do not match the sources. Nothing goes to stdout: it may be piped.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from './nodeVersion.mjs'
import { run } from './processes.ts'

const products = [
  'out/main/index.js',
  'out/main/headless.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
]
const stamp = 'out/.sources'

/** Builds when needed; resolves to whether it did. Rejects with the builder's own words when it fails. */
export async function ensureBuilt(): Promise<boolean> {
  return await alone(async () => {
    const sources = fingerprint(root)
    if (isFresh(root, sources)) return false
    process.stderr.write('Building Swarmdeck …\n')
    rmSync(join(root, stamp), { force: true })
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
    const { code, output } = await run(process.execPath, [builder, 'build'], { cwd: root })
    if (code !== 0) throw new Error(`The build failed:\n${output.trimEnd()}`)
    writeFileSync(join(root, stamp), sources)
    return true
  })
}

/** As `ensureBuilt` for a program about to start: says what went wrong and ends with code 1. */
export async function builtOrExit(): Promise<void> {
  try {
    await ensureBuilt()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

/** Whether the bundles in `folder` were made from exactly these sources. */
export function isFresh(folder: string, sources: string): boolean {
  if (![...products, stamp].every((each) => existsSync(join(folder, each)))) return false
  return readFileSync(join(folder, stamp), 'utf8') === sources
}

/** One hash over all that the bundles are made from: content, not times, because a checkout renews those. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const file of [
    'package-lock.json',
    'electron.vite.config.ts',
    'tsconfig.json',
    ...sourcesIn(folder),
  ]) {
    if (!existsSync(join(folder, file))) continue
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test\.tsx?|lab\.ts)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

/** Two builds at once would empty each other's folder: the second waits, unless the first one is dead. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const folder = join(root, 'node_modules', '.cache')
  const lock = join(folder, 'swarmdeck-build.pid')
  mkdirSync(folder, { recursive: true })
  while (!takes(lock)) {
    if (isHeld(lock)) await pause(200)
    else rmSync(lock, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takes(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
