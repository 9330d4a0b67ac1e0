import { describe, expect, it } from 'vitest'
import { labelErrors, labelsOf, pairsOf } from './labelPairs.ts'

describe('labels as lines', () => {
  it('read the same whatever the order they came in', () => {
    expect(pairsOf({ zone: 'a', disk: 'ssd' })).toEqual([
      { key: 'disk', value: 'ssd' },
      { key: 'zone', value: 'a' },
    ])
    expect(labelsOf([{ key: ' disk ', value: 'ssd' }])).toEqual({ disk: 'ssd' })
  })
  it('refuse a key that is empty, has spaces, or is there twice', () => {
    const errors = labelErrors([
      { key: '', value: '' },
      { key: 'a b', value: '' },
      { key: 'disk', value: '1' },
      { key: 'disk', value: '2' },
    ])
    expect(errors).toEqual({
      0: { key: 'Enter a key.' },
      1: { key: 'A key has no spaces and no =.' },
      3: { key: 'disk is there twice.' },
    })
  })
})
