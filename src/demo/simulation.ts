// A whole simulated swarm: what it holds, what keeps it in step, and its time. Knows nothing of HTTP.
import { Clock } from './clock.ts'
import { seededRandom } from './random.ts'
import { habits, seedSwarm } from './seed/seed.ts'
import { Cluster } from './swarm/cluster.ts'
import { liveOn } from './swarm/life.ts'
import { Orchestrator } from './swarm/orchestrator.ts'

export interface SimulationOptions {
  readonly nodes: number
  readonly services: number
  readonly seed?: number
  /** 2: everything takes half its time. */
  readonly speed?: number
  /** Whether things happen by themselves; tests that count do without. Default true. */
  readonly life?: boolean
  /** Milliseconds since 1970 at which the simulation stands when it is handed over. */
  readonly now: number
}

export interface Simulation {
  readonly cluster: Cluster
  readonly orchestrator: Orchestrator
  /** Lets the simulated time reach `now`. */
  advance(now: number): void
}

/** So much has happened before anybody looks, in milliseconds: a job has run, something has crashed. */
const past = 180_000

export function startSimulation(options: SimulationOptions): Simulation {
  const clock = new Clock(options.now - past, options.speed ?? 1)
  const cluster = new Cluster(clock, seededRandom(options.seed ?? 20))
  seedSwarm(cluster, options)
  const orchestrator = new Orchestrator(cluster)
  for (const service of cluster.services.values()) orchestrator.reconcile(service)
  if (options.life ?? true) liveOn(cluster, orchestrator, habits)
  clock.advance(options.now)
  return { cluster, orchestrator, advance: (now) => clock.advance(now) }
}
