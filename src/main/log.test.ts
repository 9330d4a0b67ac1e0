// What the log keeps, and what it keeps out.
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openLog } from './log.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'swarmdeck-log-'))
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n')

it('writes one JSON object a line, with the cause of an error', () => {
  const dir = folder()
  const log = openLog(dir)
  log('error', 'It failed', { error: new Error('outer', { cause: new Error('inner') }), times: 2 })
  const line: unknown = JSON.parse(linesOf(join(dir, 'swarmdeck.log'))[0] ?? '')
  expect(line).toMatchObject({
    level: 'error',
    message: 'It failed',
    times: 2,
    error: { message: 'outer', cause: { message: 'inner' } },
  })
})

it('blanks secrets wherever they are', () => {
  const dir = folder()
  openLog(dir)('info', 'Connecting', {
    password: 'hunter2',
    endpoint: { auth: { passphrase: 'hunter3' }, jump: [{ key: 'hunter4', sessionToken: 'hunter5' }] },
    headers: { Authorization: 'Bearer hunter6' },
    host: '10.0.0.1',
    loop: makeLoop(),
  })
  const text = readFileSync(join(dir, 'swarmdeck.log'), 'utf8')
  expect(text).not.toContain('hunter')
  expect(text).toContain('10.0.0.1')
})

it('keeps one older file when it grows too large, readable by its owner only', () => {
  const dir = folder()
  const log = openLog(dir, 500)
  for (let i = 0; i < 20; i++) log('info', `line ${i}`)
  const file = join(dir, 'swarmdeck.log')
  expect(statSync(file).size).toBeLessThanOrEqual(500)
  expect(statSync(`${file}.1`).size).toBeLessThanOrEqual(500)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(linesOf(file).at(-1)).toContain('line 19')
})

function makeLoop(): object {
  const loop: { self?: object } = {}
  loop.self = loop
  return loop
}
