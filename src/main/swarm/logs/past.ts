// What was written before now, in time order over all tasks. The engine itself gives a service's lines node by node, so
// each task is read on its own and the reads are merged.
import { AppError } from '../../../shared/errors.ts'
import type { Task } from '../../../shared/model/task.ts'
import type { Engine } from '../../docker/engine.ts'
import { hasEnded } from '../taskPhase.ts'
import { stamp, type Line } from './lines.ts'
import { mergeByTime, type TimedSource } from './mergeByTime.ts'
import { openLog } from './openLog.ts'
import { isReachable, nodeName, type LogTarget, type Scene } from './scene.ts'
import type { SeenLines } from './seenLines.ts'

/** Lines in order, or a word about what is missing. */
export type Written = readonly Line[] | string

export interface PastRequest {
  readonly tail: number | 'all'
  readonly since: string | null
}

/** Lines that may be held at once to be sorted; beyond, the tasks are read side by side as they come. */
const holdable = 200_000
/** Requests at once: a link through dial-stdio has few channels, and others need some too. */
const sideBySide = 6
/** A node that says nothing for so long is cut off; milliseconds. Without a tail it first searches its whole file. */
const silence = 10_000
const longSilence = 60_000

/** @param seen is told of every line @throws AppError `link.lost`, `cancelled`; what one task lacks becomes a note */
export async function* readPast(
  engine: Engine,
  target: LogTarget,
  scene: Scene,
  request: PastRequest,
  seen: SeenLines,
  signal: AbortSignal,
): AsyncGenerator<Written, void, undefined> {
  const tasks = scene.tasks.filter((task) => isReachable(scene, task))
  yield* outOfReach(scene)
  const { tail } = request
  if (tail !== 'all' && tasks.length * tail <= holdable) {
    yield* readAndSort(engine, tasks, scene, { ...request, tail }, seen, signal)
  } else if (mostAtOnce(tasks) <= sideBySide) {
    const notes: string[] = []
    const sources = tasks.map((task) => sourceOf(engine, task, scene, request, seen, notes, signal))
    for await (const lines of mergeByTime(sources)) yield lines
    yield* notes
  } else {
    yield `${tasks.length} tasks wrote at once: their lines stand in order by task, and nearly so between tasks`
    yield* readAsOne(engine, target, request, seen, signal)
  }
}

function* outOfReach(scene: Scene): Generator<string, void, undefined> {
  const lost = new Set(
    scene.tasks.filter((task) => !isReachable(scene, task)).map((task) => nodeName(scene, task.nodeId)),
  )
  for (const node of lost) yield `${node} is out of reach: its lines are missing`
}

async function* readAndSort(
  engine: Engine,
  tasks: readonly Task[],
  scene: Scene,
  request: PastRequest & { readonly tail: number },
  seen: SeenLines,
  signal: AbortSignal,
): AsyncGenerator<Written, void, undefined> {
  const all: { line: Line; stamp: string }[] = []
  const notes: string[] = []
  const waiting = [...tasks]
  const worker = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      // With tail 0 nothing is shown, but what is there must be known for what comes to be new
      const tail = Math.max(1, request.tail)
      const lines: Line[] = []
      for await (const batch of readTask(engine, task, scene, { ...request, tail }, notes, signal))
        lines.push(...batch)
      const [first] = lines
      if (first !== undefined && lines.length >= tail) seen.setFloor(task.id, first.at)
      const isNew = seen.pass()
      for (const line of lines) if (isNew(line)) all.push({ line, stamp: stamp(line.at) })
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, tasks.length) }, worker))
  yield* notes
  if (request.tail === 0 || all.length === 0) return
  all.sort((a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : 0))
  for (let from = 0; from < all.length; from += 500) {
    yield all.slice(from, from + 500).map((each) => each.line)
  }
}

function sourceOf(
  engine: Engine,
  task: Task,
  scene: Scene,
  request: PastRequest,
  seen: SeenLines,
  notes: string[],
  signal: AbortSignal,
): TimedSource {
  return {
    from: stamp(task.createdAt),
    open: async function* () {
      const isNew = seen.pass()
      for await (const batch of readTask(engine, task, scene, request, notes, signal))
        yield batch.filter(isNew)
    },
  }
}

/** One task's lines; where it cannot be read to its end, a note says so. */
async function* readTask(
  engine: Engine,
  task: Task,
  scene: Scene,
  { tail, since }: PastRequest,
  notes: string[],
  signal: AbortSignal,
): AsyncGenerator<Line[], void, undefined> {
  try {
    const log = await openLog(
      engine,
      {
        kind: 'task',
        id: task.id,
        follow: false,
        tail,
        since,
        silence: tail === 'all' ? longSilence : silence,
      },
      signal,
    )
    yield* log.batches
  } catch (error) {
    const note = noteOf(error, nodeName(scene, task.nodeId))
    if (note === null) return
    if (!notes.includes(note)) notes.push(note)
  }
}

/** Null where nothing is missing: the engine forgot the task meanwhile. Throws on what ends the whole reading. */
export function noteOf(error: unknown, node: string): string | null {
  if (!(error instanceof AppError)) throw error
  switch (error.code) {
    case 'engine.notFound':
      return null
    case 'timeout':
      return `${node} does not answer: its lines are missing`
    case 'engine.failed':
      return `Some lines of ${node} are missing: ${error.message}`
    default:
      throw error
  }
}

/** All tasks in one answer, sorted as far as a large window reaches. */
async function* readAsOne(
  engine: Engine,
  target: LogTarget,
  { tail, since }: PastRequest,
  seen: SeenLines,
  signal: AbortSignal,
): AsyncGenerator<Written, void, undefined> {
  const request = { kind: target.kind, id: target.id, follow: false, tail, since, silence: longSilence }
  const isNew = seen.pass()
  let held: Line[] = []
  const sorted = (): Line[] => held.sort((a, b) => (stamp(a.at) < stamp(b.at) ? -1 : 1))
  try {
    const log = await openLog(engine, request, signal)
    for await (const batch of log.batches) {
      held.push(...batch.filter(isNew))
      if (held.length < 20_000) continue
      const lines = sorted()
      held = lines.slice(10_000)
      yield lines.slice(0, 10_000)
    }
  } catch (error) {
    const note = noteOf(error, 'A node')
    if (note !== null) yield note
  }
  if (held.length > 0) yield sorted()
}

/** How many of these were there at the same time at most. */
function mostAtOnce(tasks: readonly Task[]): number {
  const edges = tasks.flatMap((task) => [
    { at: Date.parse(task.createdAt), step: 1 },
    { at: hasEnded(task.phase) ? Date.parse(task.since) : Infinity, step: -1 },
  ])
  edges.sort((a, b) => (a.at === b.at ? a.step - b.step : a.at - b.at))
  let now = 0
  let most = 0
  for (const { step } of edges) {
    now += step
    most = Math.max(most, now)
  }
  return most
}
