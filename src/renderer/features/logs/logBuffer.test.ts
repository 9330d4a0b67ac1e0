import { describe, expect, it, vi } from 'vitest'
import { compareStamps, LogBuffer } from './logBuffer.ts'

let seq = 0
const line = (at: string, text: string, taskId = 't1') => ({
  seq: seq++,
  at,
  stream: 'stdout' as const,
  taskId,
  nodeId: 'n1',
  text,
  cut: false,
})

describe('a log buffer', () => {
  it('keeps lines in the order of their time stamps and counts those that came late', () => {
    const buffer = new LogBuffer()
    buffer.append([line('2026-01-01T00:00:01.000000001Z', 'b'), line('2026-01-01T00:00:03Z', 'd')])
    buffer.append([line('2026-01-01T00:00:02Z', 'c'), line('2026-01-01T00:00:01Z', 'a')])
    expect(buffer.lines.map((each) => each.text)).toEqual(['a', 'b', 'c', 'd'])
    expect(buffer.late).toBe(2)
  })

  it('keeps the order of arrival where stamps are equal', () => {
    const buffer = new LogBuffer()
    buffer.append([line('2026-01-01T00:00:01Z', 'first'), line('2026-01-01T00:00:01Z', 'second')])
    expect(buffer.lines.map((each) => each.text)).toEqual(['first', 'second'])
  })

  it('lets the oldest go beyond its bound, says how many, and its counts follow', () => {
    const buffer = new LogBuffer(10)
    buffer.append(Array.from({ length: 5 }, (_, i) => line(`2026-01-01T00:00:0${i}Z`, 'ERROR x', 'old')))
    buffer.append(Array.from({ length: 10 }, (_, i) => line(`2026-01-01T00:01:0${i}Z`, 'fine', 'new')))
    expect(buffer.lines).toHaveLength(10)
    expect(buffer.dropped).toBe(5)
    expect(buffer.byTask.get('old')).toBeUndefined()
    expect(buffer.byTask.get('new')).toBe(10)
    expect(buffer.byLevel.get('error')).toBeUndefined()
  })

  it('takes terminal colours off, so that levels and searches see the words', () => {
    const buffer = new LogBuffer()
    buffer.append([line('2026-01-01T00:00:01Z', '\u001B[31mERROR\u001B[0m no')])
    expect(buffer.lines[0]).toMatchObject({ text: 'ERROR no', level: 'error' })
  })

  it('tells its subscribers once a batch', () => {
    const buffer = new LogBuffer()
    const told = vi.fn()
    const leave = buffer.subscribe(told)
    buffer.append([line('2026-01-01T00:00:01Z', 'a'), line('2026-01-01T00:00:02Z', 'b')])
    expect(told).toHaveBeenCalledTimes(1)
    leave()
    buffer.clear()
    expect(told).toHaveBeenCalledTimes(1)
  })
})

describe('time stamps', () => {
  it('compare to the nanosecond, whatever the number of digits', () => {
    expect(compareStamps('2026-01-01T00:00:01.1Z', '2026-01-01T00:00:01.10Z')).toBe(0)
    expect(compareStamps('2026-01-01T00:00:01.100000001Z', '2026-01-01T00:00:01.1Z')).toBe(1)
    expect(compareStamps('2026-01-01T00:00:01Z', '2026-01-01T00:00:01.000000001Z')).toBe(-1)
  })
})
