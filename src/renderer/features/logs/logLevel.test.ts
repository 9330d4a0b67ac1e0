import { describe, expect, it } from 'vitest'
import { isTraceFrame, logLevel } from './logLevel.ts'

describe('the level of a line', () => {
  it.each([
    ['time="2026-01-01" level=warning msg="slow"', 'warn'],
    ['{"level":"error","msg":"no"}', 'error'],
    ['{"time":1,"level":30,"msg":"listening"}', 'info'],
    ['{"level":60,"msg":"gone"}', 'error'],
    ['2026-01-01 10:00:00 ERROR cannot connect', 'error'],
    ['[warn] disk is filling', 'warn'],
    ['2026/01/01 10:00:00 [notice] 1#1: start worker', 'info'],
    ['DEBUG: pool: acquire', 'debug'],
  ])('%s is %s', (text, level) => {
    expect(logLevel(text)).toBe(level)
  })

  it.each(['GET /errors 200', 'there was no error here', 'line 4 from node1', ''])(
    '%j names none',
    (text) => {
      expect(logLevel(text)).toBe('none')
    },
  )

  it('looks only near the beginning of a very long line', () => {
    expect(logLevel(`${'x'.repeat(10_000)} ERROR late`)).toBe('none')
  })
})

describe('a frame of a stack trace', () => {
  it.each([
    '    at PaymentClient.charge (/app/client.js:88:13)',
    '  File "/app/main.py", line 3, in <module>',
    'Caused by: java.io.IOException',
  ])('%j goes on from the line before', (text) => {
    expect(isTraceFrame(text)).toBe(true)
  })
  it('an ordinary line stands alone', () => {
    expect(isTraceFrame('at your service')).toBe(false)
  })
})
