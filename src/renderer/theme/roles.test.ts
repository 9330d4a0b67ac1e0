// Contrast of every pair that carries text or a boundary, in both schemes, by the WCAG formula.
import { describe, expect, it } from 'vitest'
import { roles, type Role } from './roles.ts'

type Scheme = 'light' | 'dark'
const text: ReadonlyArray<readonly [Role, Role]> = [
  ...(['canvas', 'surface', 'sunken', 'rail', 'hover', 'selected'] as const).flatMap((ground) =>
    (['text', 'text2', 'text3'] as const).map((ink) => [ink, ground] as const),
  ),
  ...(['busy', 'warn', 'bad', 'hold', 'idle', 'ok'] as const).flatMap(
    (status) =>
      [
        [status, 'surface'],
        [status, `${status}-soft`],
      ] as const,
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-hover'],
  ['accent-text', 'surface'],
  ['accent-text', 'canvas'],
  ['accent-text', 'selected'],
  ['accent-text', 'accent-soft'],
  ['text', 'add-bg'],
  ['text', 'del-bg'],
  ['mark-ink', 'mark'],
  ['mark-now-ink', 'mark-now'],
]

describe.each<Scheme>(['light', 'dark'])('the %s scheme', (scheme) => {
  it.each(text)('lets %s be read on %s (4.5:1)', (ink, ground) => {
    expect(contrast(roles[ink][scheme], roles[ground][scheme])).toBeGreaterThanOrEqual(4.5)
  })

  it('lets the borders of inputs be seen (3:1)', () => {
    expect(contrast(roles.control[scheme], roles.surface[scheme])).toBeGreaterThanOrEqual(3)
  })

  it('lets the lines of charts be seen (3:1)', () => {
    for (const chart of ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'] as const) {
      expect(contrast(roles[chart][scheme], roles.surface[scheme])).toBeGreaterThanOrEqual(3)
    }
  })
})

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
