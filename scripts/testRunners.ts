// The programs that `npm test` is made of, each run to its end and its tests counted.
import { join } from 'node:path'
import { root } from './nodeVersion.mjs'
import { type Ended, run } from './processes.ts'
import { type Counts, judge, readReport } from './tally.ts'

const reports = join(root, 'test-results', 'reports')
const modules = join(root, 'node_modules')

export interface Outcome {
  readonly counts: Counts
  /** What it printed. */
  readonly output: string
}
export interface RunnerOptions {
  /** What the tests find in their environment besides this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Only tests whose name has this in it. */
  readonly grep?: string | undefined
  /** Prints as it goes; otherwise the output is only kept. */
  readonly show?: boolean
}

/** A check that either holds or does not: one passed or one failed. */
export async function check(program: string, ...args: string[]): Promise<Outcome> {
  const { code, output } = await node([join(modules, program), ...args], {})
  const passed = code === 0 ? 1 : 0
  return { counts: { passed, failed: 1 - passed, skipped: 0 }, output: passed === 1 ? '' : output }
}

/** Projects of vitest.config.ts. `name` names the report. */
export async function vitest(
  name: string,
  projects: readonly string[],
  options: RunnerOptions,
): Promise<Outcome> {
  const report = join(reports, `${name}.json`)
  const { code, output } = await node(
    [
      join(modules, 'vitest/vitest.mjs'),
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...projects.flatMap((each) => ['--project', each]),
      ...(options.grep === undefined ? [] : ['-t', options.grep]),
    ],
    options,
  )
  return { counts: judge(code, readReport(report)), output }
}

/** One project of playwright.config.ts. */
export async function playwright(
  name: string,
  project: 'browser' | 'electron',
  options: RunnerOptions,
): Promise<Outcome> {
  const report = join(reports, `${name}.json`)
  const { code, output } = await node(
    [
      join(modules, '@playwright/test/cli.js'),
      'test',
      `--project=${project}`,
      `--output=test-results/${name}`,
      '--pass-with-no-tests',
      ...(options.grep === undefined ? [] : ['--grep', options.grep]),
    ],
    { ...options, env: { ...options.env, SWARMDECK_REPORT: report } },
  )
  return { counts: judge(code, readReport(report)), output }
}

const node = (args: readonly string[], { env, show = false }: RunnerOptions): Promise<Ended> =>
  run(process.execPath, args, { cwd: root, env: { ...process.env, FORCE_COLOR: '0', ...env }, show })
