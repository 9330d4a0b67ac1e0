import { describe, expect, it } from 'vitest'
import { steadyOrder } from './steadyOrder.ts'

const order = (
  shown: readonly string[] | null,
  wanted: readonly string[],
  existing = [...(shown ?? []), ...wanted],
) => steadyOrder(shown, wanted, new Set(existing))

describe('steadyOrder', () => {
  it('is the true order while nobody uses the table', () =>
    expect(order(null, ['b', 'a'])).toEqual(['b', 'a']))
  it('holds rows in place and lets new ones join at the end', () => {
    expect(order(['a', 'b'], ['c', 'b', 'a'])).toEqual(['a', 'b', 'c'])
  })
  it('keeps a row that no longer passes the filter', () =>
    expect(order(['a', 'b'], ['b'])).toEqual(['a', 'b']))
  it('lets go of a row that is gone', () => expect(order(['a', 'b'], ['b'], ['b'])).toEqual(['b']))
})
