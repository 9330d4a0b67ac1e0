import { describe, expect, it } from 'vitest'
import { add, closingLine, countsOf, judge, none, verdict } from './tally.ts'

const vitest = (changes: object = {}) => ({
  numTotalTests: 4,
  numPassedTests: 2,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'failed', assertionResults: [{}] }],
  ...changes,
})

describe('counting tests', () => {
  it('reads the counts of a vitest report', () => {
    expect(countsOf(vitest())).toEqual({ passed: 2, failed: 1, skipped: 1 })
  })

  it('counts a test file that did not load as failed', () => {
    const report = vitest({ numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] })
    expect(countsOf(report).failed).toBe(1)
  })

  it('reads the counts of a Playwright report, errors outside of tests included', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] }
    expect(countsOf(report)).toEqual({ passed: 6, failed: 2, skipped: 2 })
  })

  it('takes a bad exit as a failure when the report knows of none, or there is no report', () => {
    expect(judge(1, { passed: 3, failed: 0, skipped: 0 })).toEqual({ passed: 3, failed: 1, skipped: 0 })
    expect(judge(1, null).failed).toBe(1)
    expect(judge(1, { ...none, failed: 2 }).failed).toBe(2)
    expect(judge(0, { ...none, passed: 1 }).failed).toBe(0)
  })

  it('adds up and names skipped ones only where there are any', () => {
    const sum = add({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 })
    expect(closingLine(sum)).toBe('3 passed, 1 failed')
    expect(closingLine({ ...sum, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped')
  })

  it('ends with passed and failed alone on the last line, whatever was skipped', () => {
    expect(verdict({ passed: 3, failed: 1, skipped: 0 })).toBe('3 passed, 1 failed')
    expect(verdict({ passed: 3, failed: 1, skipped: 2 }).split('\n').at(-1)).toBe('3 passed, 1 failed')
  })
})
