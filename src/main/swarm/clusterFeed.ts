// The live picture of one cluster, shared by all who look at it: read whole when the link connects, kept true by events
// and short readings, and kept as it was, marked as old, while the link is away.
import type { CoalescedSource } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { ClusterChange, SwarmEvent } from '../../shared/model/cluster.ts'
import type { LinkState } from '../../shared/model/connection.ts'
import type { Task } from '../../shared/model/task.ts'
import type { Log } from '../deps.ts'
import type { Engine } from '../docker/engine.ts'
import { emptyClusterState, type ClusterState } from './clusterState.ts'
import { changeSource } from './feed/changeSource.ts'
import { differences, wholePicture } from './feed/clusterChanges.ts'
import { eventSource } from './feed/eventSource.ts'
import { followCluster, type FollowParts } from './feed/followCluster.ts'
import type { LiveReading } from './feed/liveReading.ts'
import type { Picture } from './feed/picture.ts'
import { pause, Pulse } from './feed/pulse.ts'
import { TaskAgenda } from './feed/taskAgenda.ts'
import { swarmError } from './swarmError.ts'

/** What the feed needs of an EngineConnection. */
export interface FeedLink {
  readonly state: LinkState
  onState(listener: (state: LinkState) => void): () => void
  engine(): Engine
}

/** How often a cluster that cannot be shown is tried again; milliseconds. */
const retryProblem = 5_000
/** A round that held so long begins again soon; each that did not doubles the wait. Milliseconds. */
const steady = 10_000
const longestPause = 10_000

export class ClusterFeed {
  readonly #link: FeedLink
  readonly #log: Log
  readonly #agenda = new TaskAgenda()
  readonly #pulse = new Pulse()
  readonly #listeners = new Set<() => void>()
  readonly #watchers = new Set<(change: ClusterChange) => void>()
  readonly #eventListeners = new Set<(event: SwarmEvent | null) => void>()
  readonly #unsubscribe: () => void
  #picture: Picture
  #live: LiveReading | null = null
  #reading: AbortController | null = null
  /** Whether this very connection has been read whole; the picture may be of an earlier one. */
  #fresh = false

  /** Starts by itself whenever the link is connected. */
  constructor(link: FeedLink, log: Log) {
    this.#link = link
    this.#log = log
    this.#picture = { state: emptyClusterState(link.state), tasksOf: new Map() }
    this.#unsubscribe = link.onState((state) => this.#onLink(state))
    if (link.state.state === 'connected') this.#start()
  }

  /** An immutable snapshot, replaced on change. */
  get state(): ClusterState {
    return this.#picture.state
  }

  /** Called after each change. Returns the unsubscribe. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * The picture once this connection has been read whole.
   * @throws AppError what keeps it from that: the link's error, or why there is no swarm to show
   */
  async synced(signal: AbortSignal): Promise<ClusterState> {
    const changed = new Pulse()
    const unsubscribe = this.onChange(() => changed.beat())
    try {
      while (!signal.aborted) {
        const { link, problem } = this.state
        if (link.state === 'failed' || link.state === 'reconnecting') throw AppError.fromData(link.error)
        if (link.state === 'idle')
          throw new AppError('connection.notConnected', 'This connection is not open.')
        if (link.state === 'connected' && problem !== null) throw AppError.fromData(problem)
        if (link.state === 'connected' && this.#fresh) return this.state
        await changed.wait(60_000, signal)
      }
    } finally {
      unsubscribe()
    }
    throw new AppError('cancelled', 'Cancelled.')
  }

  /** The whole picture, then each change, coalesced. Ends only with the signal. */
  watch(signal: AbortSignal): CoalescedSource<ClusterChange> {
    const subscribe = (listener: (change: ClusterChange) => void): (() => void) => {
      this.#watchers.add(listener)
      return () => this.#watchers.delete(listener)
    }
    return changeSource(() => wholePicture(this.state), subscribe, signal)
  }

  /**
   * All tasks of a service again with each change, read every second while somebody iterates.
   * @param serviceId its whole id @throws AppError `engine.notFound` once it is gone
   */
  async *watchTasks(serviceId: string, signal: AbortSignal): AsyncGenerator<Task[], void, undefined> {
    const changed = new Pulse()
    const unsubscribe = this.onChange(() => changed.beat())
    this.#agenda.hold(serviceId)
    this.#pulse.beat()
    let shown: readonly Task[] | undefined
    try {
      while (!signal.aborted) {
        const tasks = this.#picture.tasksOf.get(serviceId)
        if (this.#fresh && !this.state.services.has(serviceId)) {
          throw new AppError('engine.notFound', `The service ${serviceId} is gone.`)
        }
        if (tasks !== undefined && tasks !== shown) {
          shown = tasks
          yield [...tasks]
        } else await changed.wait(60_000, signal)
      }
    } finally {
      unsubscribe()
      this.#agenda.release(serviceId)
    }
  }

  /** The newest past events, then each as it happens, over reconnects too. @param limit how many of the past */
  watchEvents(limit: number, signal: AbortSignal): AsyncGenerator<SwarmEvent, void, undefined> {
    const subscribe = (listener: (event: SwarmEvent | null) => void): (() => void) => {
      this.#eventListeners.add(listener)
      return () => this.#eventListeners.delete(listener)
    }
    return eventSource(() => this.#link.engine(), subscribe, limit, signal)
  }

  /** Reads again now, after an action for instance. @param serviceId whose tasks to follow closely */
  refresh(serviceId?: string): void {
    if (serviceId !== undefined) this.#agenda.touch(serviceId, Date.now())
    this.#live?.want({ services: true, nodes: true })
    this.#pulse.beat()
  }

  close(): void {
    this.#unsubscribe()
    this.#stop()
  }

  #onLink(link: LinkState): void {
    const connected = link.state === 'connected'
    if (!connected) this.#stop()
    this.#show({ ...this.#picture, state: { ...this.state, link } })
    if (connected && this.#reading === null) this.#start()
  }

  #start(): void {
    const reading = new AbortController()
    this.#reading = reading
    void this.#run(reading.signal)
  }

  #stop(): void {
    this.#reading?.abort()
    this.#reading = null
    this.#live = null
    this.#fresh = false
  }

  /** Reads whole, follows, and begins again after every failure until this connection ends. */
  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0
    let shortRounds = 0
    while (!signal.aborted) {
      const followed = { turns: 0 }
      const began = performance.now()
      try {
        const engine = this.#link.engine()
        await followCluster(engine, this.#parts(followed), signal)
      } catch (error) {
        if (signal.aborted) return
        failures = followed.turns > 0 ? 1 : failures + 1
        shortRounds = performance.now() - began >= steady ? 0 : shortRounds + 1
        const problem = swarmError(error, 'the cluster')
        this.#log('warn', 'reading the cluster failed', { code: problem.code, reason: problem.message })
        this.#fresh = false
        this.#live = null
        const lasting = problem.code.startsWith('swarm.') || failures >= 3
        if (lasting) this.#showProblem(problem)
        if (lasting) await this.#pulse.wait(retryProblem, signal)
        else await pause(Math.min(150 * 2 ** shortRounds, longestPause), signal)
      }
    }
  }

  #parts(followed: { turns: number }): FollowParts {
    return {
      agenda: this.#agenda,
      pulse: this.#pulse,
      current: () => this.#picture,
      show: (picture) => this.#show(picture),
      begin: (picture, live) => {
        this.#live = live
        this.#fresh = true
        this.#show({ ...picture, state: { ...picture.state, link: this.#link.state } }, true)
        this.#tell(null)
      },
      turned: () => {
        followed.turns += 1
      },
      heard: (event) => this.#tell(event),
      missed: () => this.#tell(null),
    }
  }

  #tell(event: SwarmEvent | null): void {
    for (const listener of this.#eventListeners) listener(event)
  }

  /** A swarm that is none, or whose manager this no longer is, leaves nothing to show; else what was known stays. */
  #showProblem(problem: AppError): void {
    const gone = problem.code === 'swarm.none' || problem.code === 'swarm.notManager'
    const { state } = this.#picture
    if (gone) {
      const empty = { ...emptyClusterState(state.link), problem: problem.toData() }
      this.#show({ state: empty, tasksOf: new Map() }, true)
    } else if (state.problem?.code !== problem.code || state.problem.message !== problem.message) {
      this.#show({ ...this.#picture, state: { ...state, problem: problem.toData() } })
    }
  }

  #show(next: Picture, reset = false): void {
    const before = this.#picture.state
    const tasksBefore = this.#picture.tasksOf
    this.#picture = next
    const change = reset ? wholePicture(next.state) : differences(before, next.state)
    if (change === null && tasksBefore === next.tasksOf) return
    if (change !== null) for (const watcher of this.#watchers) watcher(change)
    for (const listener of this.#listeners) listener()
  }
}
