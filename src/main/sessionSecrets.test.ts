// Secrets for one session.
import { expect, it } from 'vitest'
import { sessionSecrets } from './sessionSecrets.ts'

it('opens what it sealed, and says that and why it keeps nothing', async () => {
  const store = sessionSecrets('no keychain here')
  expect(await store.open(await store.seal('hunter2 ü'))).toBe('hunter2 ü')
  expect(store).toMatchObject({ persistent: false, reason: 'no keychain here' })
})

it('does not open what another run sealed, nor what was touched', async () => {
  const sealed = await sessionSecrets('a').seal('hunter2')
  expect(Buffer.from(sealed).includes('hunter2')).toBe(false)
  await expect(sessionSecrets('b').open(sealed)).rejects.toThrow()
})
