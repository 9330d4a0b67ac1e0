// Starts the demo swarm: a simulated Docker Engine on a private socket, so that the app connects to it like to any other.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineServer } from './http/server.ts'
import { startSimulation } from './simulation.ts'

export interface DemoEngineOptions {
  readonly nodes: number
  readonly services: number
  /** Default: a fresh folder that only this account can enter; on Windows a named pipe with an unguessable name. */
  readonly socketPath?: string
  /** The same seed gives the same swarm. */
  readonly seed?: number
  /** 2: everything takes half its time. */
  readonly speed?: number
  /** Whether tasks also fail by themselves; default true. */
  readonly life?: boolean
}

export interface DemoEngine {
  readonly socketPath: string
  close(): Promise<void>
}

/** How often the simulation moves on while nobody asks. */
const tickMs = 50

/**
 * Speaks the Engine API (1.24 to 1.51) for what a swarm manager is asked. Never keeps the process alive by its timer.
 * @throws where the numbers are out of range or the socket cannot be made.
 */
export async function startDemoEngine(options: DemoEngineOptions): Promise<DemoEngine> {
  inRange('nodes', options.nodes, 1, 3000)
  inRange('services', options.services, 0, 2000)
  const speed = options.speed ?? 1
  if (!(speed > 0 && speed <= 1000)) throw new RangeError('speed is above 0 and at most 1000')
  const simulation = startSimulation({ ...options, now: Date.now() })
  const place = await socketPlace(options.socketPath)
  const server = engineServer(simulation, Date.now)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(place.path, () => {
      server.off('error', failed)
      listening()
    })
  }).catch(async (error: unknown) => {
    await place.remove()
    throw error
  })
  if (process.platform !== 'win32') await chmod(place.path, 0o600)
  const timer = setInterval(() => simulation.advance(Date.now()), tickMs)
  timer.unref()
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    clearInterval(timer)
    await new Promise<void>((closed) => {
      server.close(() => closed())
      server.closeAllConnections()
    })
    await place.remove()
  }
  return { socketPath: place.path, close: () => (closing ??= close()) }
}

async function socketPlace(given: string | undefined): Promise<{ path: string; remove(): Promise<void> }> {
  if (given !== undefined) return { path: given, remove: async () => {} }
  if (process.platform === 'win32')
    return { path: `\\\\.\\pipe\\swarmdeck-demo-${randomBytes(16).toString('hex')}`, remove: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'swarmdeck-demo-'))
  await chmod(folder, 0o700)
  return { path: join(folder, 'docker.sock'), remove: () => rm(folder, { recursive: true, force: true }) }
}

function inRange(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new RangeError(`${name} is a whole number from ${low} to ${high}`)
}
