// Output of a service or a task: the past in time order, then, where asked for, what follows.
import type { LogQuery } from '../../shared/contract/logs.ts'
import type { LogItem } from '../../shared/model/logLine.ts'
import { LogFollower, type EngineOf } from './logs/follow.ts'
import { readPast, type Written } from './logs/past.ts'
import { findTarget, readScene } from './logs/scene.ts'
import { SeenLines } from './logs/seenLines.ts'
import { sinceTime } from './logs/sinceTime.ts'
import { managerTime } from './managerTime.ts'
import { hasEnded } from './taskPhase.ts'

/**
 * Lines, notes about what is missing, and `live` once the past is complete. Pulling slowly slows the engine; nothing is
 * dropped. Ends by itself without `follow`, and for a task that is done. GET /services/ID/logs, /tasks/ID/logs.
 * @param engineOf asked again after the link was lost, so that following goes on over reconnects
 * @throws AppError `engine.notFound`; `link.lost` while reading the past
 */
export async function* readLogs(
  engineOf: EngineOf,
  query: Pick<LogQuery, 'target' | 'follow' | 'tail' | 'since'>,
  signal: AbortSignal,
): AsyncGenerator<LogItem, void, undefined> {
  let seq = 0
  const item = (written: Written): LogItem =>
    typeof written === 'string'
      ? { kind: 'note', at: new Date().toISOString(), text: written }
      : { kind: 'lines', lines: written.map((line) => ({ seq: seq++, ...line })) }
  const since = query.since === undefined ? null : sinceTime(query.since, Date.now())
  try {
    const engine = await engineOf(signal)
    const target = await findTarget(engine, query.target, signal)
    const [scene, now] = await Promise.all([
      readScene(engine, target, signal),
      query.follow ? managerTime(engine, signal) : 0,
    ])
    const seen = new SeenLines(since === null ? null : new Date(Number(since) * 1000).toISOString())
    const request = { tail: query.tail, since }
    for await (const written of readPast(engine, target, scene, request, seen, signal)) yield item(written)
    const done =
      target.kind === 'task' && scene.tasks.every((task) => hasEnded(task.phase)) && scene.tasks.length > 0
    if (!query.follow || done) return
    yield { kind: 'live' }
    const follower = new LogFollower(engineOf, target, seen, scene, now)
    for await (const written of follower.written(signal)) yield item(written)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
