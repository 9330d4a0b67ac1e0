import { expect, test } from 'vitest'
import { changesOf } from './changesOf.ts'

test('ticks at once, once for many changes, and ends with its signal', async () => {
  const end = new AbortController()
  let change: (() => void) | undefined
  let unsubscribed = false
  const ticks = changesOf((listener) => {
    change = listener
    return () => {
      unsubscribed = true
    }
  }, end.signal)
  expect((await ticks.next()).done).toBe(false)
  change?.()
  change?.()
  expect((await ticks.next()).done).toBe(false)
  const waiting = ticks.next()
  const state = await Promise.race([waiting, Promise.resolve('still waiting')])
  expect(state).toBe('still waiting')
  end.abort()
  expect((await waiting).done).toBe(true)
  expect(unsubscribed).toBe(true)
})
