// Logs from bytes to lines in order: frames cut anywhere, long lines, repeats, late lines.
import { describe, expect, it } from 'vitest'
import { FrameReader } from './frames.ts'
import { LineReader, longest, stamp, type Line } from './lines.ts'
import { LineWindow, splitRipe } from './lineWindow.ts'
import { mergeByTime } from './mergeByTime.ts'
import { SeenLines } from './seenLines.ts'
import { sinceTime } from './sinceTime.ts'

const details = (task: string): string =>
  `com.docker.swarm.node.id=n1,com.docker.swarm.service.id=s1,com.docker.swarm.task.id=${task}`
const at = (n: number): string => `2026-01-31T10:00:00.${String(n).padStart(9, '0')}Z`
function frame(source: number, text: string | Buffer): Buffer {
  const payload = Buffer.from(text)
  const header = Buffer.alloc(8)
  header[0] = source
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}
function read(bytes: Buffer, size: number): Line[] {
  const frames = new FrameReader()
  const lines = new LineReader()
  const found: Line[] = []
  for (let from = 0; from < bytes.length; from += size) {
    for (const each of frames.push(bytes.subarray(from, from + size))) found.push(...lines.push(each))
  }
  for (const each of frames.end()) found.push(...lines.push(each))
  return [...found, ...lines.end()]
}
const line = (n: number, taskId = 't1', part: Partial<Line> = {}): Line => ({
  at: at(n),
  stream: 'stdout',
  taskId,
  nodeId: 'n1',
  text: `${taskId} ${n}`,
  cut: false,
  ...part,
})

describe('the bytes of a log', () => {
  const bytes = Buffer.concat([
    frame(1, `${at(1)} ${details('t1')} hällo\n`),
    frame(2, `${at(2)} ${details('t2')} to stderr\n`),
    frame(1, `${at(3)} ${details('t1')} \n`),
    frame(3, 'Error grabbing logs: node n9 is not available\n'),
  ])

  it.each([1, 2, 7, 9, 1000])('become the same lines in chunks of %i', (size) => {
    expect(read(bytes, size)).toEqual([
      { at: at(1), stream: 'stdout', taskId: 't1', nodeId: 'n1', text: 'hällo', cut: false },
      { at: at(2), stream: 'stderr', taskId: 't2', nodeId: 'n1', text: 'to stderr', cut: false },
      { at: at(3), stream: 'stdout', taskId: 't1', nodeId: 'n1', text: '', cut: false },
    ])
  })

  it.each([1, 5, 1000])('of a terminal come without frames (chunks of %i)', (size) => {
    const bare = Buffer.from(`${at(1)} ${details('t1')} one €\r\n${at(2)} ${details('t1')} two\r\n`)
    expect(read(bare, size).map((each) => each.text)).toEqual(['one €', 'two'])
  })

  it('give the engine’s own word apart from the lines', () => {
    const [own] = new FrameReader().push(frame(3, 'Error grabbing logs'))
    expect(own).toMatchObject({ source: 'system' })
  })

  it('that are no text do not break anything', () => {
    const odd = Buffer.concat([
      Buffer.from(`${at(1)} ${details('t1')} `),
      Buffer.from([0xff, 0x00, 0xfe]),
      Buffer.from('\n'),
    ])
    expect(read(frame(1, odd), 3)[0]?.text).toBe('\uFFFD\0\uFFFD')
    expect(read(frame(1, 'no time at all\n'), 100)).toEqual([])
  })
})

describe('a long line', () => {
  const piece = (text: string): Buffer => frame(1, `${at(1)} ${details('t1')} ${text}`)
  it('comes in pieces with the same time and is cut at 16 KiB', () => {
    const long = Buffer.concat([
      piece('a'.repeat(longest)),
      frame(1, `${at(2)} ${details('t2')} between\n`),
      piece('b'.repeat(longest)),
      piece('c\n'),
    ])
    const lines = read(long, 1000)
    expect(lines.map((each) => [each.taskId, each.text.length, each.cut])).toEqual([
      ['t2', 7, false],
      ['t1', longest, true],
    ])
  })

  it('of exactly 16 KiB is whole', () => {
    const lines = read(Buffer.concat([piece('a'.repeat(longest)), piece('\n')]), 5000)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ cut: false })
  })

  it('is not cut through a character', () => {
    const text = read(piece(`${'a'.repeat(longest - 1)}é and more\n`), 5000)[0]
    expect(text).toMatchObject({ cut: true, text: 'a'.repeat(longest - 1) })
  })

  it('whose end never comes is shown at the end', () => {
    expect(read(piece('a'.repeat(longest)), 5000)).toHaveLength(1)
    expect(read(piece('no line end'), 5000)[0]?.text).toBe('no line end')
  })
})

describe('lines that were shown', () => {
  it('are told from new ones when a stream repeats itself, even several of the same moment', () => {
    const seen = new SeenLines(null)
    const first = [line(1), line(2), line(2)]
    expect(first.filter(seen.pass())).toHaveLength(3)
    const again = [line(1), line(2), line(2), line(2), line(3)]
    expect(again.filter(seen.pass())).toEqual([line(2), line(3)])
    expect(seen.newestOf('t1')).toBe(at(3))
    expect(seen.newestOf('t2')).toBeNull()
  })

  it('are told apart by task and by stream, whose times need not agree', () => {
    const seen = new SeenLines(null)
    const isNew = seen.pass()
    expect([line(5), line(4, 't2'), line(3, 't1', { stream: 'stderr' })].every(isNew)).toBe(true)
  })

  it('leave out what the reader did not ask for', () => {
    const seen = new SeenLines('2026-01-31T10:00:00.000Z')
    seen.setFloor('t1', at(10))
    const isNew = seen.pass()
    expect([line(9), line(10), line(9, 't2')].map(isNew)).toEqual([false, true, true])
    expect(isNew({ ...line(1, 't3'), at: '2026-01-31T09:59:59.9Z' })).toBe(false)
  })

  it('are ordered whatever the number of digits', () => {
    const times = ['2026-01-31T10:00:00.5Z', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00.45Z']
    expect(times.map(stamp).sort()).toEqual([times[1], times[2], times[0]].map((each) => stamp(each ?? '')))
  })
})

describe('several logs', () => {
  it('become one in time order, each opened only when its time has come', async () => {
    const opened: string[] = []
    const source = (name: string, from: number, numbers: number[]) => ({
      from: stamp(at(from)),
      open: async function* () {
        opened.push(name)
        for (const n of numbers) yield [line(n, name)]
      },
    })
    const sources = [
      source('b', 5, [5, 8, 9]),
      source('a', 1, [1, 2, 6]),
      source('c', 100, []),
      source('d', 7, [7]),
    ]
    const merged: number[] = []
    let openedAtFirst = 0
    for await (const lines of mergeByTime(sources)) {
      openedAtFirst ||= opened.length
      merged.push(...lines.map((each) => Number(each.text.split(' ')[1])))
    }
    expect(merged).toEqual([1, 2, 5, 6, 7, 8, 9])
    expect(opened).toEqual(['a', 'b', 'd', 'c'])
  })
})

describe('live lines', () => {
  it('wait for those of other nodes and come out in order', () => {
    const arrived = [line(3), line(1, 't2'), line(2), line(9)].map((each, i) => ({
      line: each,
      stamp: stamp(each.at),
      at: i * 100,
    }))
    const { ripe, unripe } = splitRipe(arrived, 50)
    expect(ripe.map((each) => each.at)).toEqual([at(1), at(2), at(3)])
    expect(unripe.map((each) => each.line.at)).toEqual([at(9)])
  })

  it('make their source wait while the reader is slow, and lose none', async () => {
    const { signal } = new AbortController()
    const window = new LineWindow()
    let put = 0
    const filling = (async () => {
      for (let n = 0; n < 10_000; n += 1) {
        await window.put(line(n), signal)
        put = n + 1
      }
      window.close()
    })()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(put).toBeLessThan(5_000)
    const got: string[] = []
    for (let lines = await window.take(signal); lines !== null; lines = await window.take(signal)) {
      got.push(...lines.map((each) => each.at))
    }
    await filling
    expect(got).toHaveLength(10_000)
    expect(got).toEqual([...got].sort())
  })
})

describe('since', () => {
  const now = Date.parse('2026-01-31T10:00:00Z')
  it.each([
    ['15m', now / 1000 - 900],
    ['2h30m', now / 1000 - 9000],
    ['1.5s', now / 1000 - 1.5],
    ['2026-01-31T09:00:00Z', now / 1000 - 3600],
    ['1700000000', 1700000000],
  ])('%s', (since, seconds) => expect(Number(sinceTime(since, now))).toBe(seconds))
})
