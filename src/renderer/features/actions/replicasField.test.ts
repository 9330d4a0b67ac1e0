import { describe, expect, it } from 'vitest'
import { replicasOf } from './replicasField.ts'

describe('replicasOf', () => {
  it.each([
    [0, 0],
    ['5', 5],
    ['1,000', 1000],
  ])('takes %s', (typed, value) => expect(replicasOf(typed)).toEqual({ value, error: null }))

  it.each([
    [-1, 'Replicas cannot be negative.'],
    [1.5, 'Replicas are a whole number.'],
    ['x', 'Enter a whole number.'],
    ['', 'Enter a whole number.'],
    [1e9, 'At most 1,000,000 replicas.'],
  ])('refuses %s at the field', (typed, error) => expect(replicasOf(typed)).toEqual({ value: null, error }))
})
