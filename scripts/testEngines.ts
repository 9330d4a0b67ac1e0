// `npm run test:engines`: a core of the specs against each Engine that Swarmdeck promises to work with: the machine's own
// (Debian 12: 20.10), 26.1 and 28.5, whose base systems are made with debootstrap when they are missing.
//   npm run test:engines -- 28.5        only the Engines that are named
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '../e2e/chromium.ts'
import { installMissing } from './debianPackages.ts'
import { builtOrExit } from './ensureBuilt.ts'
import { makeBase, type RunningLab, startLab, whyNoLab } from './labControl.ts'
import { root } from './nodeVersion.mjs'
import { stopAll } from './processes.ts'
import { add, closingLine, type Counts, none } from './tally.ts'
import { playwright, vitest } from './testRunners.ts'

const engines = [
  { suite: '', version: '20.10' },
  { suite: 'trixie', version: '26.1' },
  { suite: 'sid', version: '28.5' },
] as const

const asked = process.argv.slice(2)
const chosen = engines.filter(({ version }) => asked.length === 0 || asked.includes(version))
if (chosen.length === 0 || chosen.length < asked.length) {
  process.stderr.write(`test:engines takes ${engines.map(({ version }) => version).join(', ')}\n`)
  process.exit(2)
}

const labs = new Set<RunningLab>()
process.on('exit', () => {
  stopAll()
  for (const each of labs) each.down()
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
mkdirSync(join(root, 'test-results', 'reports'), { recursive: true })
await builtOrExit()

const lines: string[] = []
let total = none
for (const { suite, version } of chosen) {
  process.stdout.write(`\nEngine ${version}\n`)
  const counts = await testEngine(suite, version)
  total = add(total, counts)
  lines.push(`Engine ${version}: ${closingLine(counts)}`)
}
process.stdout.write(`\n${lines.join('\n')}\n${closingLine(total)}\n`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Both kinds of tests at once, each on a lab of its own: they mostly wait for the swarm. */
async function testEngine(suite: string, version: string): Promise<Counts> {
  try {
    if (suite !== '') await makeBase(suite)
    const wire = onLab(suite, (env) => vitest(`lab-${version}`, ['lab'], { env }))
    const screen = onLab(suite, (env) =>
      playwright(`e2e-${version}`, 'browser', { env, grep: '@core', show: true }),
    )
    const outcomes = await Promise.all([wire, screen])
    return outcomes.reduce(add)
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return { ...none, failed: 1 }
  }

  async function onLab(
    base: string,
    work: (env: Readonly<Record<string, string>>) => Promise<{ counts: Counts; output: string }>,
  ): Promise<Counts> {
    const lab = await startLab({ name: 'eng', range: 200, suite: base })
    labs.add(lab)
    const { counts, output } = await work({ ...lab.env, SWARMDECK_ENGINE: version })
    lab.down()
    labs.delete(lab)
    if (counts.failed > 0) process.stdout.write(`${output.trimEnd()}\n`)
    return counts
  }
}
