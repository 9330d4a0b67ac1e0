import { describe, expect, it } from 'vitest'
import {
  clusterInitials,
  formatAge,
  formatBytes,
  formatCores,
  formatList,
  formatNanoseconds,
  formatSeconds,
  imageParts,
} from './format.ts'

describe('figures', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1536, '1.5 KiB'],
    [18 * 2 ** 30, '18 GiB'],
    [2.4 * 2 ** 30, '2.4 GiB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))

  it('counts cores in billionths', () => {
    expect(formatCores(1e9)).toBe('1 core')
    expect(formatCores(0.25e9)).toBe('0.25 cores')
  })

  it('writes spans in two units at most', () => {
    expect(formatSeconds(38)).toBe('38 s')
    expect(formatSeconds(72)).toBe('1 min 12 s')
    expect(formatSeconds(3600)).toBe('1 h')
    expect(formatSeconds(90_000)).toBe('1 d 1 h')
    expect(formatNanoseconds(5e8)).toBe('500 ms')
    expect(formatNanoseconds(1e10)).toBe('10 s')
  })
})

describe('ages', () => {
  const now = Date.parse('2026-01-10T12:00:00Z')
  it.each([
    ['2026-01-10T11:59:58Z', 'now'],
    ['2026-01-10T11:59:20Z', '40 s'],
    ['2026-01-10T11:42:00Z', '18 min'],
    ['2026-01-10T02:00:00Z', '10 h'],
    ['2025-12-29T12:00:00Z', '12 d'],
    ['2026-01-10T12:00:30Z', 'now'],
    ['', '–'],
  ])('says of %s: %s', (at, text) => expect(formatAge(at, now)).toBe(text))
})

describe('names', () => {
  it('takes an image apart at its last slash, so that a registry port is no tag', () => {
    expect(imageParts('registry:5000/shop/api:2.14@sha256:0ac7d36ff')).toEqual({
      registry: 'registry:5000/shop/',
      name: 'api',
      tag: '2.14',
      digest: '0ac7d36',
    })
    expect(imageParts('redis')).toEqual({ registry: '', name: 'redis', tag: '', digest: '' })
  })

  it('gives a cluster two letters', () => {
    expect(clusterInitials('prod-eu')).toBe('PE')
    expect(clusterInitials('staging')).toBe('ST')
    expect(clusterInitials('')).toBe('')
  })

  it('joins names as one says them', () => {
    expect(formatList([])).toBe('')
    expect(formatList(['a'])).toBe('a')
    expect(formatList(['a', 'b', 'c'])).toBe('a, b and c')
  })
})
