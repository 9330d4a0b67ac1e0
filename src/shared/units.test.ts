import { describe, expect, it } from 'vitest'
import { formatBytes, formatDuration, parseBytes, parseCpus, parseDuration } from './units.ts'

describe('durations', () => {
  it.each([
    ['1m30s', 90e9],
    ['500ms', 0.5e9],
    ['1.5h', 5400e9],
    ['0', 0],
    [' 10s ', 10e9],
  ])('%j is %d ns', (text, ns) => {
    expect(parseDuration(text)).toBe(ns)
  })
  it.each(['', '10', '-1s', '1s2', 's', '1 s', '1d'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
  it.each([0, 90e9, 5e8, 3661e9, 1500])('%d ns come back from what is written', (ns) => {
    expect(parseDuration(formatDuration(ns))).toBe(ns)
  })
})

describe('sizes', () => {
  it.each([
    ['512m', 536870912],
    ['512MiB', 536870912],
    ['1.5GB', 1610612736],
    ['1024', 1024],
    ['10 kb', 10240],
  ])('%j is %d bytes', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes)
  })
  it.each(['', 'x', '-1m', '1mm', '1 e'])('%j is none', (text) => {
    expect(parseBytes(text)).toBeNull()
  })
  it('are written in binary units', () => {
    expect(formatBytes(1610612736)).toBe('1.5 GiB')
    expect(formatBytes(0)).toBe('0 B')
    expect(formatBytes(16 * 1024 ** 3)).toBe('16 GiB')
  })
})

describe('cores', () => {
  it('are read', () => {
    expect(parseCpus('0.5')).toBe(500_000_000)
    expect(parseCpus('two')).toBeNull()
  })
})
