// What a task prints. A line is computed from the task and its number, so that nothing has to be kept.
import type { DemoTask } from '../objects.ts'
import { hash32 } from '../random.ts'
import type { Voice } from './voices.ts'
import { speak } from './voices.ts'

export interface OutputLine {
  readonly atMs: number
  /** The last six digits of the time stamp. */
  readonly nanos: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

const intervals: Readonly<Record<Voice, number>> = {
  web: 1400,
  api: 900,
  database: 9000,
  proxy: 1100,
  job: 800,
  plain: 4000,
}
/** What the log driver keeps of one container. */
const keptLines = 2000

/** The lines of one task printed after `sinceMs` and up to `untilMs`, oldest first; at most the last `tail`. */
export function outputOf(task: DemoTask, sinceMs: number, untilMs: number, tail = Infinity): OutputLine[] {
  const began = task.startedMs ?? (task.containerId === null ? null : Date.parse(task.since))
  if (began === null) return []
  const voice = voiceOf(task.spec.ContainerSpec?.Image ?? '')
  const interval = intervals[voice]
  const until = Math.min(untilMs, task.endedMs ?? Infinity)
  const last = Math.floor((until - began) / interval)
  const first = Math.max(0, Math.floor((sinceMs - began) / interval) - 1, last - keptLines)
  const lines: OutputLine[] = []
  for (let number = last; number >= first && lines.length < tail; number--) {
    const line = lineOf(task, voice, began, interval, number)
    if (line.atMs > sinceMs && line.atMs <= until) lines.push(line)
  }
  lines.reverse()
  const died = task.state === 'failed' ? task.endedMs : null
  if (died !== null && died > sinceMs && died <= untilMs)
    lines.push({
      atMs: died,
      nanos: hash32(task.id, 99) % 1_000_000,
      stream: 'stderr',
      text: lastWords(task),
    })
  return lines.length > tail ? lines.slice(lines.length - tail) : lines
}

function lastWords(task: DemoTask): string {
  if (task.exitCode === 137) return 'fatal: killed'
  return `fatal: cannot start: invalid configuration (exit ${task.exitCode})`
}

function voiceOf(image: string): Voice {
  if (/nginx|\/web:/.test(image)) return 'web'
  if (/traefik/.test(image)) return 'proxy'
  if (/\/(?:api|checkout|search|worker|keycloak)[:/]/.test(image)) return 'api'
  if (/postgres|redis/.test(image)) return 'database'
  if (/backup/.test(image)) return 'job'
  return 'plain'
}

function lineOf(task: DemoTask, voice: Voice, began: number, interval: number, number: number): OutputLine {
  const chance = hash32(task.id, number * 2 + 1)
  const jitter = number === 0 ? 1 : chance % Math.floor(interval * 0.8)
  const atMs = began + number * interval + jitter
  const said = speak(voice, {
    number,
    chance,
    time: new Date(atMs).toISOString(),
    client: `10.0.${1 + (chance % 4)}.${2 + (chance % 250)}`,
    ms: 2 + (hash32(task.id, number + 5) % 180),
    hasTrouble: number > 2 && chance % 41 === 0,
  })
  return { atMs, nanos: chance % 1_000_000, ...said }
}
