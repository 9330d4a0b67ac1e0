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
import { stopAll } from './processes.ts'
import { add, closingLine, none, verdict } from './tally.ts'
import { check, type Outcome, playwright, vitest } from './testRunners.ts'

const partNames = ['types', 'lint', 'format', 'unit', 'shell', 'lab', 'e2e'] as const
type PartName = (typeof partNames)[number]

const { only, grep } = options()
const labs = new Set<RunningLab>()
let total = none

process.on('exit', () => {
  stopAll()
  for (const each of labs) each.down()
})
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => process.exit(code))
}

rmSync(join(root, 'test-results'), { recursive: true, force: true })
mkdirSync(join(root, 'test-results', 'reports'), { recursive: true })
const wantsLab = only.has('lab') || only.has('e2e')
const lacking = wantsLab ? await installMissing() : null
const noLab = wantsLab ? await whyNoLab() : null

// Tests on a lab mostly wait for the swarm, so those of the link and the verbs run beside everything else, on a lab of
// their own.
const besides = part('lab', async () => {
  const env = await labFor('lab')
  return 'missing' in env
    ? skipped('lab', env.missing)
    : await vitest('lab', ['lab'], { env: { ...env }, grep })
})
// The specs mostly wait for the swarm too: two at a time, each on its own lab.
const screens = only.has('e2e') ? [labFor('e2e'), labFor('e2e')] : []

await Promise.all([
  part('types', () => check('typescript/bin/tsc', '--noEmit')),
  part('lint', () => check('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')),
  part('format', () => check('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')),
])
await part('unit', () => vitest('unit', ['node', 'renderer'], { grep, show: true }))
const unbuilt = only.has('shell') || only.has('e2e') ? await build() : null
await part('shell', async () => unbuilt ?? (await vitest('shell', ['shell'], { grep, show: true })))
await part('e2e', async () => {
  if (unbuilt !== null) return unbuilt
  if (findChromium() === null) return skipped('e2e', `no Chromium here; CHROMIUM_PATH names one${missing()}`)
  return await playwright('browser', 'browser', { env: await screenEnvironment(), grep, show: true })
})
await part('e2e', async () => {
  if (findElectron() === null) {
    process.stdout.write('electron: skipped, no binary\n')
    return { counts: none, output: '' }
  }
  return (
    unbuilt ??
    (await playwright('electron', 'electron', { env: await screenEnvironment(), grep, show: true }))
  )
})
await besides

for (const each of labs) each.down()
labs.clear()
if (noLab !== null) {
  process.stdout.write(
    `\n${'!'.repeat(72)}\nNot tested on a real swarm: ${noLab}${missing()}\n${'!'.repeat(72)}\n`,
  )
}
process.stdout.write(`\n${verdict(total)}\n`)
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

async function part(name: PartName, work: () => Promise<Outcome>): Promise<void> {
  if (!only.has(name)) return
  const start = performance.now()
  const outcome = await work().catch((error: unknown): Outcome => {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { counts: { ...none, failed: 1 }, output }
  })
  report(name, performance.now() - start, outcome)
}

function report(name: string, milliseconds: number, { counts, output }: Outcome): void {
  total = add(total, counts)
  const good = counts.failed === 0
  if (!good) process.stdout.write(`${output.trimEnd()}\n`)
  const seconds = (milliseconds / 1000).toFixed(1)
  process.stdout.write(`${good ? 'ok  ' : 'FAIL'} ${name.padEnd(7)} ${closingLine(counts)} in ${seconds} s\n`)
}

/** What tests need to find a lab of their own; or why there is none. A lab that should stand and does not is a failure. */
async function labFor(name: string): Promise<RunningLab['env'] | { missing: string }> {
  if (noLab !== null) return { missing: noLab }
  try {
    const lab = await startLab({ name: 'test', range: 0 })
    labs.add(lab)
    return lab.env
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report(`lab for ${name}`, 0, { counts: { ...none, failed: 1 }, output: reason })
    return { missing: reason }
  }
}

async function screenEnvironment(): Promise<Readonly<Record<string, string>>> {
  const [first = { missing: 'not asked for' }, second = first] = await Promise.all(screens)
  if ('missing' in first) return { SWARMDECK_NO_LAB: first.missing ?? '' }
  if ('missing' in second) return first
  return {
    ...first,
    SWARMDECK_LAB_2: second.SWARMDECK_LAB ?? '',
    SWARMDECK_LAB_2_NET: second.SWARMDECK_LAB_NET ?? '',
  }
}

/** Builds what is stale; the outcome of a failure, or null. */
async function build(): Promise<Outcome | null> {
  try {
    await ensureBuilt()
    return null
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error)
    return { counts: { ...none, failed: 1 }, output }
  }
}

function skipped(what: string, why: string): Outcome {
  process.stdout.write(`${what}: skipped, ${why}\n`)
  return { counts: { ...none, skipped: 1 }, output: '' }
}

function missing(): string {
  return lacking === null ? '' : ` (${lacking})`
}
