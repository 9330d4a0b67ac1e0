// Entry of `npm run bench [-- NAME …] [--rounds N]`: runs the named benchmarks, or all of them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { requireNode } from '../scripts/nodeVersion.mjs'

await requireNode()

// A benchmark is a file here that exports `bench`; its parts lie in folders.
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort()

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string' } } })
const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0 || (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0))) {
  console.error(`Usage: npm run bench [-- NAME …] [--rounds N]\nBenchmarks: ${known.join(', ')}`)
  process.exit(1)
}

for (const name of positionals.length > 0 ? positionals : known) {
  const { bench } = await import(join(import.meta.dirname, `${name}.ts`))
  await bench(rounds === undefined ? {} : { rounds })
}
