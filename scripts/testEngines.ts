// `npm run test:engines`: a core of the specs against each Engine that Swarmdeck promises to work with: the machine's own
// (Debian 12: 20.10), 26.1 and 28.5, whose base systems are made with debootstrap when they are missing.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../e2e/chromium.ts'
import { installMissing } from './debianPackages.ts'
import { ensureBuilt } from './ensureBuilt.ts'
import { makeBase, type RunningLab, startLab, whyNoLab } from './labControl.ts'
import { root } from './nodeVersion.mjs'
import { run, stopAll } from './processes.ts'
import { add, closingLine, type Counts, judge, none, readReport } from './tally.ts'

const engines = [
  { suite: '', version: '20.10' },
  { suite: 'trixie', version: '26.1' },
  { suite: 'sid', version: '28.5' },
] as const

const reports = join(root, 'test-results', 'reports')
let lab: RunningLab | undefined
process.on('exit', () => {
  stopAll()
  lab?.down()
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

const lacking = await installMissing({ debootstrap: true })
const obstacle = (await whyNoLab()) ?? (findChromium() === null ? 'no Chromium is here' : null)
if (obstacle !== null) {
  process.stderr.write(
    `The engines cannot be tested here: ${obstacle}${lacking === null ? '' : ` (${lacking})`}.\n`,
  )
  process.exit(1)
}
mkdirSync(reports, { recursive: true })
await ensureBuilt()

const lines: string[] = []
let total = none
for (const { suite, version } of engines) {
  process.stdout.write(`\nEngine ${version}\n`)
  const counts = await testEngine(suite, version)
  total = add(total, counts)
  lines.push(`Engine ${version}: ${closingLine(counts)}`)
}
process.stdout.write(`\n${lines.join('\n')}\n${closingLine(total)}\n`)
process.exitCode = total.failed === 0 ? 0 : 1

async function testEngine(suite: string, version: string): Promise<Counts> {
  try {
    if (suite !== '') await makeBase(suite)
    lab = await startLab({ name: 'eng', range: 200, suite })
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { ...none, failed: 1 }
  }
  const env = { ...process.env, ...lab.env, SWARMDECK_ENGINE: version, NO_COLOR: '1' }
  const modules = join(root, 'node_modules')
  const wire = await runner(`lab-${version}`, (file) => [
    join(modules, 'vitest/vitest.mjs'),
    'run',
    '--project',
    'lab',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const screen = await runner(`e2e-${version}`, () => [
    join(modules, '@playwright/test/cli.js'),
    'test',
    '--project',
    'browser',
    '--grep',
    '@core',
    '--output',
    `test-results/e2e-${version}`,
  ])
  lab.down()
  lab = undefined
  return add(wire, screen)

  async function runner(name: string, args: (report: string) => string[]): Promise<Counts> {
    const file = join(reports, `${name}.json`)
    const ended = await run(process.execPath, args(file), {
      cwd: root,
      env: { ...env, SWARMDECK_REPORT: file },
      show: true,
    })
    return judge(ended.code, readReport(file))
  }
}
