// The browser host's command line.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readOptions } from './headlessOptions.ts'

it('listens on loopback port 7780 with a fresh token where nothing is said', () => {
  const options = readOptions([])
  expect(options).toMatchObject({ port: 7780, listen: '127.0.0.1', dataDir: null, demo: false })
  expect(options.token).toMatch(/^[\w-]{43}$/)
  expect(readOptions([]).token).not.toBe(options.token)
})

it('takes what it is told', () => {
  const args = ['--port', '0', '--token', 'T', '--data', 'here', '--listen', '::1', '--demo']
  expect(readOptions(args)).toEqual({
    port: 0,
    token: 'T',
    dataDir: resolve('here'),
    listen: '::1',
    demo: true,
    help: false,
  })
})

it.each([
  [['--port', 'x'], '--port takes'],
  [['--port', '65536'], '--port takes'],
  [['--port=-1'], '--port takes'],
  [['--token', 'a b'], '--token takes'],
  [['--token', ''], '--token takes'],
  [['--data', ''], '--data takes'],
  [['--listen', 'http://x/'], '--listen takes'],
  [['--verbose'], '--verbose'],
  [['extra'], 'extra'],
])('refuses %j in words', (args, words) => {
  expect(() => readOptions(args)).toThrow(words)
})
