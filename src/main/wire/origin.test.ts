// Which Host and Origin headers are answered.
import { expect, it } from 'vitest'
import { hostAllowed, originAllowed } from './origin.ts'

const names = new Set(['bastion'])

it.each(['127.0.0.1', '127.0.0.1:7780', 'localhost:9000', '[::1]:7780', 'LOCALHOST', 'bastion:7780'])(
  'on loopback %s is answered, whatever the port of the tunnel',
  (host) => expect(hostAllowed(host, names, '127.0.0.1')).toBe(true),
)

it.each([
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil',
  '10.0.0.5',
  '',
  'a b',
  '127.0.0.1:x',
  undefined,
])('on loopback %s is not', (host) => expect(hostAllowed(host, names, '127.0.0.1')).toBe(false))

it('on another address any address is answered, but no name that someone else resolves', () => {
  expect(hostAllowed('10.0.0.5:7780', names, '0.0.0.0')).toBe(true)
  expect(hostAllowed('[fd00::1]:7780', names, '0.0.0.0')).toBe(true)
  expect(hostAllowed('evil.example:7780', names, '0.0.0.0')).toBe(false)
})

it('an Origin must be the page of this very host', () => {
  expect(originAllowed(undefined, '127.0.0.1:7780')).toBe(true)
  expect(originAllowed('http://127.0.0.1:7780', '127.0.0.1:7780')).toBe(true)
  expect(originAllowed('http://localhost:7780', '127.0.0.1:7780')).toBe(false)
  expect(originAllowed('http://127.0.0.1:8080', '127.0.0.1:7780')).toBe(false)
  expect(originAllowed('null', '127.0.0.1:7780')).toBe(false)
  expect(originAllowed('', '127.0.0.1:7780')).toBe(false)
})
