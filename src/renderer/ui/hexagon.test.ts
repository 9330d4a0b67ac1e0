import { describe, expect, it } from 'vitest'
import { combLayout } from './hexagon.ts'

describe('combLayout', () => {
  const rowsOf = (count: number, available: number) => {
    const ys = combLayout(count, 9.2, available).centres.map((centre) => centre.y)
    return [...new Set(ys)].map((y) => ys.filter((each) => each === y).length)
  }

  it('keeps one row while it fits', () => expect(rowsOf(7, 200)).toEqual([7]))
  it('balances rows: 13 are 7 and 6', () => expect(rowsOf(13, 200)).toEqual([7, 6]))
  it('stays within the width it is given', () => {
    expect(combLayout(60, 7.1, 300).width).toBeLessThanOrEqual(300)
  })
  it('draws one column where nothing else fits', () => expect(rowsOf(3, 10)).toEqual([1, 1, 1]))
  it('has a height but no cell for nobody', () => expect(combLayout(0, 9.2, 100).centres).toEqual([]))
})
