// `npm test`: types, lint, format, unit, shell, lab and end-to-end tests, all of them even when an earlier one fails. The
// last line adds up every test: `N passed, N failed`.
//   npm test -- --only unit,shell       some parts: types lint format unit shell lab e2e
//   npm test -- --grep "drain"          only tests whose name has this in it (of unit, shell, lab and e2e)
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium } from '../e2e/chromium.ts'
import { installMissing } from './debianPackages.ts'
import { findElectron } from './electronBinary.ts'
import { ensureBuilt } from './ensureBuilt.ts'
import { type RunningLab, startLab, whyNoLab } from './labControl.ts'
import { root } from './nodeVersion.mjs'
import { type Ended, run, stopAll } from './processes.ts'
import { add, closingLine, type Counts, judge, none, readReport } from './tally.ts'

const partNames = ['types', 'lint', 'format', 'unit', 'shell', 'lab', 'e2e'] as const
type PartName = (typeof partNames)[number]

const { only, grep } = options()
const reports = join(root, 'test-results', 'reports')
let lab: RunningLab | undefined
let total = none

process.on('exit', () => {
  stopAll()
  lab?.down()
})
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => process.exit(code))
}

rmSync(join(root, 'test-results'), { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const wantsLab = only.has('lab') || only.has('e2e')
const lacking = wantsLab ? await installMissing() : null
const labState = wantsLab ? prepareLab() : Promise.resolve('not asked for')

await Promise.all([
  part('types', () => quiet('typescript/bin/tsc', '--noEmit')),
  part('lint', () => quiet('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')),
  part('format', () => quiet('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')),
])
await part('unit', () => vitest('unit', ['node', 'renderer']))
const built = only.has('shell') || only.has('e2e') ? await build() : true
await part('shell', () => (built ? vitest('shell', ['shell']) : unbuilt()))

const noLab = await labState
await part('lab', () => (noLab === null ? vitest('lab', ['lab']) : skipped('lab', noLab)))
await part('e2e', () => {
  if (!built) return unbuilt()
  return findChromium() === null
    ? skipped(
        'e2e in Chromium',
        `no Chromium here${lacking === null ? '' : ` (${lacking})`}; CHROMIUM_PATH names one`,
      )
    : playwright('browser')
})
await part('e2e', () => {
  if (findElectron() !== null) return built ? playwright('electron') : unbuilt()
  process.stdout.write('electron: skipped, no binary\n')
  return Promise.resolve(none)
})

if (noLab !== null && wantsLab) {
  process.stdout.write(`\n${'!'.repeat(72)}\nNot tested on a real swarm: ${noLab}\n${'!'.repeat(72)}\n`)
}
lab?.down()
lab = undefined
process.stdout.write(`\n${closingLine(total)}\n`)
process.exitCode = total.failed === 0 ? 0 : 1

function options(): { only: ReadonlySet<PartName>; grep: string | undefined } {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, grep: { type: 'string', short: 'g' } },
    strict: true,
  })
  const asked = values.only?.split(',') ?? partNames
  const unknown = asked.filter((each) => !partNames.some((name) => name === each))
  if (unknown.length > 0) {
    process.stderr.write(`--only takes ${partNames.join(', ')}; not ${unknown.join(', ')}\n`)
    process.exit(2)
  }
  return { only: new Set(partNames.filter((name) => asked.includes(name))), grep: values.grep }
}

/** Resolves to null when the lab stands, else to why it does not. One that should stand and does not is a failure. */
async function prepareLab(): Promise<string | null> {
  const obstacle = await whyNoLab()
  if (obstacle !== null) return obstacle + (lacking === null ? '' : ` (${lacking})`)
  try {
    lab = await startLab({ name: 'test', range: 0 })
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report('lab up', 0, { ...none, failed: 1 })
    process.stdout.write(`${reason}\n`)
    return reason
  }
}

async function part(name: PartName, work: () => Promise<Counts | Ended>): Promise<void> {
  if (!only.has(name)) return
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  if ('output' in result) {
    if (result.code !== 0) process.stdout.write(`${result.output.trimEnd()}\n`)
    report(name, seconds, result.code === 0 ? { ...none, passed: 1 } : { ...none, failed: 1 })
  } else report(name, seconds, result)
}

function report(name: string, seconds: number, counts: Counts): void {
  total = add(total, counts)
  const mark = counts.failed === 0 ? 'ok  ' : 'FAIL'
  process.stdout.write(`${mark} ${name.padEnd(8)} ${closingLine(counts)} in ${seconds.toFixed(1)} s\n`)
}

function quiet(program: string, ...args: string[]): Promise<Ended> {
  return run(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root })
}

async function vitest(name: string, projects: readonly string[]): Promise<Counts> {
  const file = join(reports, `${name}.json`)
  const args = [
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...projects.flatMap((each) => ['--project', each]),
    ...(grep === undefined ? [] : ['-t', grep]),
  ]
  const { code } = await run(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env: testEnvironment(),
    show: true,
  })
  return judge(code, readReport(file))
}

async function playwright(project: 'browser' | 'electron'): Promise<Counts> {
  const file = join(reports, `${project}.json`)
  const args = [
    'test',
    '--project',
    project,
    '--pass-with-no-tests',
    ...(grep === undefined ? [] : ['--grep', grep]),
  ]
  const cli = join(root, 'node_modules/@playwright/test/cli.js')
  const { code } = await run(process.execPath, [cli, ...args, '--output', `test-results/${project}`], {
    cwd: root,
    env: { ...testEnvironment(), SWARMDECK_REPORT: file },
    show: true,
  })
  return judge(code, readReport(file))
}

function testEnvironment(): NodeJS.ProcessEnv {
  const found = lab === undefined ? { SWARMDECK_NO_LAB: 'this machine runs no lab' } : lab.env
  return { ...process.env, NO_COLOR: '1', ...found }
}

async function build(): Promise<boolean> {
  const start = performance.now()
  try {
    await ensureBuilt()
    return true
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    report('build', (performance.now() - start) / 1000, { ...none, failed: 1 })
    return false
  }
}

function unbuilt(): Promise<Counts> {
  return Promise.resolve({ ...none, failed: 1 })
}

function skipped(what: string, why: string): Promise<Counts> {
  process.stdout.write(`${what}: skipped, ${why}\n`)
  return Promise.resolve({ ...none, skipped: 1 })
}
