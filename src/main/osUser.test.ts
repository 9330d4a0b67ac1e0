// Accounts that the user database does not know.
import { userInfo } from 'node:os'
import { expect, it } from 'vitest'
import { osUser } from './osUser.ts'

const unknown = (): never => {
  throw new Error('uv_os_get_passwd returned ENOENT')
}

it('is the login', () => expect(osUser({ USER: 'someone' })).toBe(userInfo().username))

it('is $USER, or the number, where the account has no entry', () => {
  expect(osUser({ USER: 'someone' }, unknown)).toBe('someone')
  expect(osUser({}, unknown)).toMatch(/^uid \S+$/)
})
