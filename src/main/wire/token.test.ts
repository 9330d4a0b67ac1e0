// The browser host's token.
import { expect, it } from 'vitest'
import { bearerToken, freshToken, sameToken, tokenForm } from './token.ts'

it('is another one each time, and fits where it must go', () => {
  const token = freshToken()
  expect(token).toMatch(tokenForm)
  expect(freshToken()).not.toBe(token)
})

it('agrees with itself only', () => {
  expect(sameToken('abc', 'abc')).toBe(true)
  for (const other of ['', 'ab', 'abcd', 'abd', 'ABC']) expect(sameToken(other, 'abc')).toBe(false)
})

it('is read from a Bearer header only', () => {
  expect(bearerToken('Bearer abc')).toBe('abc')
  expect(bearerToken('bearer abc')).toBe('abc')
  for (const header of [undefined, '', 'abc', 'Basic abc', 'Bearer', 'Bearer a b']) {
    expect(bearerToken(header)).toBeNull()
  }
})
