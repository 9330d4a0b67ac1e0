import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import type { LogItem } from '../../../shared/model/logLine.ts'
import { liveValue } from '../../api/liveValue.ts'
import type { WireStatus } from '../../api/wireStatus.ts'
import { LogSource } from './logSource.ts'

const line = (at: string, text: string, taskId = 't') => ({
  seq: 0,
  at,
  stream: 'stdout' as const,
  taskId,
  nodeId: 'n',
  text,
  cut: false,
})
const lines = (...entries: readonly (readonly [at: string, text: string])[]): LogItem => ({
  kind: 'lines',
  lines: entries.map(([at, text]) => line(at, text)),
})

const linesOf = (taskId: string, ...entries: readonly (readonly [at: string, text: string])[]): LogItem => ({
  kind: 'lines',
  lines: entries.map(([at, text]) => line(at, text, taskId)),
})

function sourceOf(...answers: readonly (() => AsyncGenerator<LogItem>)[]) {
  const wire = liveValue<WireStatus>({ state: 'open' })
  const left = [...answers]
  const read = vi.fn((_input: unknown, _options: unknown) => left.shift()?.() ?? nothing())
  const source = new LogSource({
    logs: { read },
    wire,
    connectionId: 'c',
    target: { kind: 'service', id: 's' },
    range: { tail: 500, since: null },
  })
  return { source, wire, read }
}
async function* nothing(): AsyncGenerator<LogItem> {}

describe('reading a log', () => {
  it('fills the buffer, says when it is live and when every task has ended', async () => {
    const { source } = sourceOf(async function* () {
      yield lines(['2026-01-01T00:00:01Z', 'a'])
      yield { kind: 'live' }
    })
    source.start()
    await vi.waitFor(() => expect(source.status.get().state).toBe('ended'))
    expect(source.buffer.lines.map((each) => each.text)).toEqual(['a'])
  })

  it('goes on after its last line when the wire is back, without a line twice', async () => {
    const { source, wire, read } = sourceOf(
      async function* () {
        yield lines(['2026-01-01T00:00:01Z', 'a'], ['2026-01-01T00:00:02Z', 'b'])
        wire.set({ state: 'lost', nextTryAt: null })
        throw new AppError('rpc.disconnected', 'The page lost its link.')
      },
      async function* () {
        yield lines(
          ['2026-01-01T00:00:02Z', 'b'],
          ['2026-01-01T00:00:02Z', 'b2'],
          ['2026-01-01T00:00:03Z', 'c'],
        )
      },
    )
    source.start()
    await vi.waitFor(() => expect(source.status.get().state).toBe('failed'))
    expect(read).toHaveBeenCalledTimes(1)
    wire.set({ state: 'open' })
    await vi.waitFor(() => expect(source.status.get().state).toBe('ended'))
    expect(source.buffer.lines.map((each) => each.text)).toEqual(['a', 'b', 'b2', 'c'])
    expect(read.mock.calls[1]?.[0]).toMatchObject({ tail: 'all', since: '2026-01-01T00:00:02Z' })
    expect(source.status.get().error).toBeNull()
  })

  it('loses no line of a node whose clock lags behind the others', async () => {
    const { source, wire, read } = sourceOf(
      async function* () {
        yield linesOf('slow', ['2026-01-01T00:00:01Z', 's1'])
        yield linesOf('fast', ['2026-01-01T00:00:09Z', 'f1'])
        wire.set({ state: 'lost', nextTryAt: null })
        throw new AppError('rpc.disconnected', 'The page lost its link.')
      },
      async function* () {
        yield linesOf('slow', ['2026-01-01T00:00:01Z', 's1'], ['2026-01-01T00:00:02Z', 's2'])
        yield linesOf('fast', ['2026-01-01T00:00:09Z', 'f1'], ['2026-01-01T00:00:10Z', 'f2'])
      },
    )
    source.start()
    await vi.waitFor(() => expect(source.status.get().state).toBe('failed'))
    wire.set({ state: 'open' })
    await vi.waitFor(() => expect(source.status.get().state).toBe('ended'))
    expect(source.buffer.lines.map((each) => each.text)).toEqual(['s1', 's2', 'f1', 'f2'])
    expect(read.mock.calls[1]?.[0]).toMatchObject({ since: '2026-01-01T00:00:01Z' })
  })

  it('stops at any other error and keeps what was read', async () => {
    const { source, read } = sourceOf(async function* () {
      yield lines(['2026-01-01T00:00:01Z', 'a'])
      throw new AppError('engine.notFound', 'There is no service s.')
    })
    source.start()
    await vi.waitFor(() => expect(source.status.get().error?.code).toBe('engine.notFound'))
    expect(source.buffer.lines).toHaveLength(1)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('takes nothing more once stopped', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const { source } = sourceOf(async function* () {
      await gate
      yield lines(['2026-01-01T00:00:01Z', 'late'])
    })
    source.start()()
    release()
    await gate
    await Promise.resolve()
    expect(source.buffer.lines).toEqual([])
  })
})
