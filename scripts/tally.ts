// Counts of test runners, read from the reports that they write for machines, and added up.
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}
export const none: Counts = { passed: 0, failed: 0, skipped: 0 }

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    numTodoTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform((report): Counts => ({
    passed: report.numPassedTests,
    // A file that does not load has no tests that could fail.
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
        .length,
    skipped: report.numPendingTests + report.numTodoTests,
  }))

const playwrightReport = z
  .object({
    errors: z.array(z.unknown()),
    stats: z.object({
      expected: z.number(),
      unexpected: z.number(),
      flaky: z.number(),
      skipped: z.number(),
    }),
  })
  .transform(({ errors, stats }): Counts => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }))

/** The counts in a report of vitest or Playwright (their JSON reporters); null when there is no readable one. */
export function readReport(path: string): Counts | null {
  if (!existsSync(path)) return null
  try {
    return countsOf(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

export const countsOf = (report: unknown): Counts => z.union([vitestReport, playwrightReport]).parse(report)

/** A runner that ended badly has failed, also when its report does not say so or does not exist. */
export function judge(code: number, counts: Counts | null): Counts {
  const seen = counts ?? none
  return code !== 0 && seen.failed === 0 ? { ...seen, failed: 1 } : seen
}

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** The end of a run: what was skipped, then on a line of its own `N passed, N failed`, which scripts read. */
export const verdict = ({ passed, failed, skipped }: Counts): string =>
  `${skipped > 0 ? `${skipped} skipped\n` : ''}${passed} passed, ${failed} failed`

/** One part in a line: `N passed, N failed`, and `, N skipped` where any was. */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
