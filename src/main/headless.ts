// The browser host: plain Node, never Electron. The same application behind a web server on this machine, for bastions
// without a display, for scripts, and for end-to-end tests.
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { contract, type Handlers } from '../shared/contract/index.ts'
import { AppError } from '../shared/errors.ts'
import { localClient } from '../shared/rpc/localClient.ts'
import { createApp, type App } from './app.ts'
import { usualDataDir } from './dataDir.ts'
import type { Log } from './deps.ts'
import { readOptions, usage, type HeadlessOptions } from './headlessOptions.ts'
import { openLog } from './log.ts'
import { osUser } from './osUser.ts'
import { sessionSecrets } from './sessionSecrets.ts'
import { version } from './version.ts'
import { loadAssets } from './wire/assets.ts'
import { isLoopback } from './wire/origin.ts'
import { startWebHost, type WebHost } from './wire/webHost.ts'

/** What is told to whoever ends this process: everything is closed within that time. */
const closingMs = 2_000

async function main(): Promise<void> {
  const options = readOrExplain()
  if (options === null) return
  const { env, platform } = process
  const dataDir = options.dataDir ?? usualDataDir({ platform, homeDir: homedir(), env })
  const log = openLog(dataDir)
  // An error outside every call (a socket that ends twice, say) is written down; the other clusters go on.
  process.on('unhandledRejection', (error) => log('error', 'Unhandled rejection', { error }))
  process.on('uncaughtException', (error) => log('error', 'Uncaught exception', { error }))

  const user = osUser(env)
  const assets = loadAssets(resolve(import.meta.dirname, '../renderer'))
  const app = await createApp({
    host: 'browser',
    version,
    dataDir,
    homeDir: homedir(),
    env,
    platform,
    user,
    secrets: sessionSecrets('The browser host has no keychain: secrets are kept until it ends.'),
    log,
  })
  try {
    const startPage = options.demo ? { startPage: await openDemo(app.handlers, user) } : {}
    const { listen, port, token } = options
    const host = await startWebHost({
      handlers: app.handlers,
      assets,
      token,
      listen,
      port,
      user,
      log,
      ...startPage,
    })
    endOnSignals(app, host, log)
    warn(options)
    log('info', 'The browser host is ready', { address: host.address, version })
    console.log(`Swarmdeck is ready at ${host.address}#token=${token}`)
  } catch (error) {
    await app.close()
    throw error
  }
}

function readOrExplain(): HeadlessOptions | null {
  try {
    const options = readOptions(process.argv.slice(2))
    if (!options.help) return options
    console.log(usage)
    return null
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ')[0] ?? '').replace(/\.?$/, '.') : ''
    console.error(`swarmdeck: ${said}\n${usage}`)
    process.exitCode = 2
    return null
  }
}

function warn({ listen, token }: HeadlessOptions): void {
  if (!isLoopback(listen)) {
    console.error(
      `swarmdeck: listening on ${listen}: whoever reaches this port and has the token is root on every connected cluster, and the traffic is not encrypted.`,
    )
  }
  if (token.length < 16) console.error('swarmdeck: this token is short enough to be guessed.')
}

/** Adds and connects the demo swarm; the address of its overview. */
async function openDemo(handlers: Handlers, user: string): Promise<string> {
  const { id } = await localClient(contract, handlers, { via: 'browser', user }).connections.openDemo(
    undefined,
  )
  return `/c/${encodeURIComponent(id)}/overview`
}

function endOnSignals(app: App, host: WebHost, log: Log): void {
  let ending = false
  const end = (signal: NodeJS.Signals): void => {
    if (ending) return
    ending = true
    log('info', 'The browser host ends', { signal })
    // Should something hang, the process ends all the same and the kernel closes what is left.
    setTimeout(() => process.exit(0), closingMs - 100).unref()
    Promise.all([host.close(), app.close()]).then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'Ending failed', { error })
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('SIGHUP', end)
}

/** One plain sentence for whatever kept the host from starting. */
function explain(error: unknown): string {
  if (error instanceof AppError) return `${error.message} ${error.hint}`
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return 'The port is taken. Choose another with --port, or 0 for any free one.'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'This machine has no such address to listen on.'
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen') {
    return 'This login may not listen on that port. Choose one above 1023 with --port.'
  }
  return error.message
}

main().catch((error: unknown) => {
  console.error(`swarmdeck: ${explain(error)}`)
  process.exit(1)
})
