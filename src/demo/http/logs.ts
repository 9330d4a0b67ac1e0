// GET /services/{id}/logs and /tasks/{id}/logs: frames of eight header bytes and one line each.
import type { DemoTask } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import { findService, findTask } from '../swarm/find.ts'
import type { OutputLine } from '../swarm/output.ts'
import { outputOf } from '../swarm/output.ts'
import { timeOf } from './events.ts'
import { isTrue } from './readRoutes.ts'
import type { Call, Route } from './router.ts'

/** How often a followed log looks for new lines. */
const followMs = 200

export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/services/*/logs',
    handle: (call) => {
      const { cluster } = call.simulation
      const service = findService(cluster, call.parts[0] ?? '')
      return logs(call, () => cluster.tasksOf(service.ID))
    },
  },
  {
    method: 'GET',
    path: '/tasks/*/logs',
    handle: (call) => {
      const task = findTask(call.simulation.cluster, call.parts[0] ?? '')
      return logs(call, () => [task])
    },
  },
]

interface Entry {
  readonly task: DemoTask
  readonly line: OutputLine
}

function logs({ simulation, query, request, response }: Call, tasks: () => Iterable<DemoTask>): 'streamed' {
  const { cluster } = simulation
  const streams = (['stdout', 'stderr'] as const).filter((stream) => isTrue(query.get(stream)))
  if (streams.length === 0) throw new Refusal(400, 'Bad parameters: you must choose at least one stream')
  const tail = tailOf(query.get('tail'))
  const since = timeOf(query.get('since')) ?? 0
  const format = { timestamps: isTrue(query.get('timestamps')), details: isTrue(query.get('details')) }
  let upTo = cluster.clock.now()
  const read = (from: number, until: number, most: number): Buffer[] => {
    const entries: Entry[] = []
    for (const task of tasks()) {
      const lines = outputOf(task, from, until).filter(({ stream }) => streams.includes(stream))
      const kept = most === Infinity ? lines : lines.slice(lines.length - Math.min(most, lines.length))
      for (const line of kept) entries.push({ task, line })
    }
    entries.sort((left, right) => left.line.atMs - right.line.atMs || left.line.nanos - right.line.nanos)
    return entries.map((entry) => frame(entry, format))
  }
  const [first] = tasks()
  const isRaw = first?.spec.ContainerSpec?.TTY === true
  response.writeHead(200, {
    'Content-Type': isRaw ? 'application/vnd.docker.raw-stream' : 'application/vnd.docker.multiplexed-stream',
  })
  response.flushHeaders()
  const send = (frames: Buffer[]): void => {
    if (frames.length > 0)
      response.write(Buffer.concat(isRaw ? frames.map((one) => one.subarray(8)) : frames))
  }
  send(read(since, upTo, tail))
  if (!isTrue(query.get('follow'))) {
    response.end()
    return 'streamed'
  }
  const timer = setInterval(() => {
    // A reader that is slower than the log waits for its own sake: lines are computed when they are taken.
    if (response.writableNeedDrain) return
    const now = cluster.clock.now()
    send(read(Math.max(upTo, since), now, Infinity))
    upTo = now
  }, followMs)
  timer.unref()
  const stop = (): void => clearInterval(timer)
  response.on('close', stop)
  request.socket.on('close', stop)
  return 'streamed'
}

function tailOf(text: string | null): number {
  const count = Number(text)
  return text === null || text === '' || text === 'all' || !Number.isInteger(count) || count < 0
    ? Infinity
    : count
}

function frame({ task, line }: Entry, format: { timestamps: boolean; details: boolean }): Buffer {
  const stamp = new Date(line.atMs).toISOString().replace('Z', `${String(line.nanos).padStart(6, '0')}Z`)
  const about = `com.docker.swarm.node.id=${task.nodeId ?? ''},com.docker.swarm.service.id=${task.serviceId},com.docker.swarm.task.id=${task.id}`
  const text = `${format.timestamps ? `${stamp} ` : ''}${format.details ? `${about} ` : ''}${line.text}\n`
  const payload = Buffer.from(text)
  const header = Buffer.alloc(8)
  header[0] = line.stream === 'stdout' ? 1 : 2
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}
