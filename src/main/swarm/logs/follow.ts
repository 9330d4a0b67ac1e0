// What is written from now on. One answer of the engine carries it, but that alone is not enough: it never ends for a task
// that is done, goes silent for a node that was cut off, and may miss the last words of a task that lived short. So the
// tasks are looked at beside it, and it is opened again, or a task read once more, where that shows a gap.
import { AppError } from '../../../shared/errors.ts'
import type { Task } from '../../../shared/model/task.ts'
import type { Engine } from '../../docker/engine.ts'
import { pause } from '../feed/pulse.ts'
import { hasEnded } from '../taskPhase.ts'
import { LineWindow } from './lineWindow.ts'
import { stamp, type Line } from './lines.ts'
import { openLog, secondsOf } from './openLog.ts'
import { noteOf, type Written } from './past.ts'
import { isReachable, nodeName, readScene, type LogTarget, type Scene } from './scene.ts'
import type { SeenLines } from './seenLines.ts'

/** Milliseconds. */
const lookEvery = 2_000
const suspectAfter = 30_000
/** Clocks of nodes differ: what is asked for again begins this much earlier, and what was seen is dropped. */
const margin = 5_000
/** An engine finds the last n lines from the end of its file at once, but a time only from the beginning: where little can
 *  have been written since, so many lines spare it reading gigabytes. */
const recentLines = 20_000
/** Milliseconds in which no task writes more than that. */
const recent = 10_000
/** A node counts as ready for so long at most after it was cut off. */
const unnoticed = 60_000

export type EngineOf = (signal: AbortSignal) => Promise<Engine>

export class LogFollower {
  readonly #engineOf: EngineOf
  readonly #target: LogTarget
  readonly #seen: SeenLines
  readonly #window = new LineWindow()
  readonly #notes: string[] = []
  /** Tasks whose output was complete when last read. */
  readonly #finished: Set<string>
  /** Nodes out of reach, and from when on their lines are missing (milliseconds). */
  readonly #away = new Map<string, number>()
  readonly #heardAt = new Map<string, number>()
  #newest: number
  /** When the answer last carried anything or was opened; milliseconds of this machine's clock. */
  #carriedAt = Date.now()
  #reopen: { readonly from: number; readonly round: AbortController } | null = null
  #round = new AbortController()
  #over = false
  #lastTrouble = ''

  /** @param from the manager's time from which on lines are new; milliseconds */
  constructor(engineOf: EngineOf, target: LogTarget, seen: SeenLines, scene: Scene, from: number) {
    this.#engineOf = engineOf
    this.#target = target
    this.#seen = seen
    this.#newest = from
    this.#finished = new Set(scene.tasks.filter((task) => hasEnded(task.phase)).map((task) => task.id))
    for (const task of scene.tasks) {
      if (task.nodeId !== null && !isReachable(scene, task)) this.#away.set(task.nodeId, from - unnoticed)
    }
  }

  /** Ends when a task that is read is done or what is read is removed, or with the signal. */
  async *written(signal: AbortSignal): AsyncGenerator<Written, void, undefined> {
    const stop = new AbortController()
    const inner = AbortSignal.any([signal, stop.signal])
    const working = Promise.all([this.#carry(inner), this.#look(inner)]).catch((error: unknown) => error)
    try {
      while (!signal.aborted) {
        for (let note = this.#notes.shift(); note !== undefined; note = this.#notes.shift()) yield note
        const lines = await this.#window.take(inner)
        if (lines === null) break
        if (lines.length > 0) yield lines
      }
      yield* this.#notes.splice(0)
    } finally {
      stop.abort()
      this.#round.abort()
      await working
    }
  }

  /** Carries lines from the engine into the window, and opens the answer again whenever it ends. */
  async #carry(signal: AbortSignal): Promise<void> {
    let wait = 500
    while (!signal.aborted && !this.#over) {
      const round = new AbortController()
      this.#round = round
      const from = this.#reopen?.from ?? this.#newest
      this.#reopen = null
      const began = Date.now()
      try {
        const engine = await this.#engineOf(signal)
        await this.#carryRound(engine, from, AbortSignal.any([signal, round.signal]))
      } catch (error) {
        if (signal.aborted || this.#over) break
        if (round.signal.aborted) continue
        if (this.#isGone(error)) break
        this.#trouble(error)
      }
      wait = Date.now() - began > 5_000 ? 500 : Math.min(10_000, wait * 2)
      await pause(wait, signal)
    }
    if (this.#over) this.#window.close()
  }

  async #carryRound(engine: Engine, from: number, signal: AbortSignal): Promise<void> {
    const { kind, id } = this.#target
    const since = secondsOf(from - margin)
    // Opened for the first time, or again within moments
    const tail = this.#newest - from < recent && Date.now() - this.#carriedAt < recent ? recentLines : 'all'
    const log = await openLog(engine, { kind, id, follow: true, tail, since, silence: null }, signal)
    this.#lastTrouble = ''
    await this.#put(log.batches, signal)
  }

  async #put(batches: AsyncIterable<readonly Line[]>, signal: AbortSignal): Promise<void> {
    const isNew = this.#seen.pass()
    for await (const batch of batches) {
      this.#carriedAt = Date.now()
      for (const line of batch) {
        this.#heardAt.set(line.taskId, Date.now())
        if (!isNew(line)) continue
        this.#newest = Math.max(this.#newest, Date.parse(line.at))
        await this.#window.put(line, signal)
      }
    }
  }

  /** Looks at tasks and nodes again and again, and mends what the answer leaves out. */
  async #look(signal: AbortSignal): Promise<void> {
    let checkedAt = Date.now()
    while (!signal.aborted && !this.#over) {
      await pause(lookEvery, signal)
      if (signal.aborted) return
      try {
        const engine = await this.#engineOf(signal)
        const scene = await readScene(engine, this.#target, signal)
        this.#lookAtNodes(scene)
        await this.#lookAtEnded(engine, scene, signal)
        if (Date.now() - checkedAt >= suspectAfter) {
          checkedAt = Date.now()
          await this.#lookAtSilent(engine, scene, signal)
        }
      } catch (error) {
        if (signal.aborted) return
        this.#isGone(error)
      }
    }
  }

  #lookAtNodes(scene: Scene): void {
    const involved = new Set(scene.tasks.filter((task) => !hasEnded(task.phase)).map((task) => task.nodeId))
    for (const [id, node] of scene.nodes) {
      const since = this.#away.get(id)
      if (node.state !== 'ready' && since === undefined && involved.has(id)) {
        this.#away.set(id, this.#newest - unnoticed)
        this.#note(`${node.hostname} is out of reach: its lines are missing`)
      } else if (node.state === 'ready' && since !== undefined) {
        this.#away.delete(id)
        this.#note(`${node.hostname} is back: what it wrote meanwhile follows`)
        this.#openAgain(since)
      }
    }
  }

  /** A task that is done is read once more to its end; a stream of one task ends with it. */
  async #lookAtEnded(engine: Engine, scene: Scene, signal: AbortSignal): Promise<void> {
    for (const task of scene.tasks) {
      if (!hasEnded(task.phase) || this.#finished.has(task.id) || !isReachable(scene, task)) continue
      this.#finished.add(task.id)
      const note = await this.#readRest(engine, task, scene, signal)
      if (note !== null) this.#note(note)
    }
    const [only] = scene.tasks
    if (this.#target.kind === 'task' && only !== undefined && this.#finished.has(only.id)) this.#end()
  }

  /** What a task wrote after its newest line shown; null, or a note on what is missing. */
  async #readRest(engine: Engine, task: Task, scene: Scene, signal: AbortSignal): Promise<string | null> {
    const newest = this.#seen.newestOf(task.id)
    const since = secondsOf(Date.parse(newest ?? task.createdAt) - margin)
    const isLong = newest === null || Date.parse(task.since) - Date.parse(newest) > recent
    const tail = isLong ? 'all' : recentLines
    try {
      const request = { kind: 'task', id: task.id, follow: false, tail, since, silence: 30_000 } as const
      await this.#put((await openLog(engine, request, signal)).batches, signal)
      return null
    } catch (error) {
      return noteOf(error, nodeName(scene, task.nodeId))
    }
  }

  /** A task that seems to say nothing may be one whose node lost its subscription: its last line tells. */
  async #lookAtSilent(engine: Engine, scene: Scene, signal: AbortSignal): Promise<void> {
    const now = Date.now()
    const silent = scene.tasks
      .filter((task) => task.phase === 'running' && isReachable(scene, task))
      .filter((task) => now - (this.#heardAt.get(task.id) ?? 0) >= suspectAfter)
      .slice(0, 8)
    for (const task of silent) {
      const last = await lastLine(engine, task, signal)
      if (last === null || !this.#isMissing(last)) continue
      await pause(1_500, signal)
      if (!this.#isMissing(last)) continue
      this.#openAgain(Date.parse(this.#seen.newestOf(task.id) ?? task.createdAt))
      return
    }
  }

  #isMissing(line: Line): boolean {
    const newest = this.#seen.newestOf(line.taskId)
    return newest === null ? !this.#seen.isOld(line) : stamp(newest) < stamp(line.at)
  }

  #openAgain(from: number): void {
    this.#reopen = { from: Math.min(from, this.#reopen?.from ?? Infinity), round: this.#round }
    this.#round.abort()
  }

  #isGone(error: unknown): boolean {
    if (!(error instanceof AppError) || error.code !== 'engine.notFound') return false
    if (!this.#over) this.#note(`The ${this.#target.kind} was removed`)
    this.#end()
    return true
  }

  #end(): void {
    this.#over = true
    this.#round.abort()
    this.#window.close()
  }

  #trouble(error: unknown): void {
    const text = error instanceof AppError ? error.message : 'The engine broke the log off.'
    if (text === this.#lastTrouble) return
    this.#lastTrouble = text
    this.#note(`Lines may come late: ${text}`)
  }

  #note(text: string): void {
    this.#notes.push(text)
    this.#window.nudge()
  }
}

async function lastLine(engine: Engine, task: Task, signal: AbortSignal): Promise<Line | null> {
  try {
    const request = {
      kind: 'task',
      id: task.id,
      follow: false,
      tail: 1,
      since: null,
      silence: 5_000,
    } as const
    const log = await openLog(engine, request, signal)
    let last: Line | null = null
    for await (const batch of log.batches) last = batch.at(-1) ?? last
    return last
  } catch (error) {
    noteOf(error, '')
    return null
  }
}
