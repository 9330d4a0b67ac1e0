// Starts and stops a lab (e2e/lab/lab.sh) from a script: finds free names and addresses, ties it to this process.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './nodeVersion.mjs'
import { type Ended, run } from './processes.ts'

const script = join(root, 'e2e', 'lab', 'lab.sh')
/** lab.sh's exit code for "somebody alive has this folder, these names or these addresses". */
const taken = 3

export interface RunningLab {
  readonly folder: string
  /** The first three bytes of its addresses, as in 10.78.0. */
  readonly net: string
  /** What its tests need to find it. */
  readonly env: Readonly<Record<string, string>>
  /** Synchronous, so that it also works on the way out. */
  down(): void
}

export interface LabOptions {
  readonly hosts?: number
  /** A base system with another Engine (`trixie`, `sid`), or this machine's own. */
  readonly suite?: string
  /** The first letters of its network names, at most five. */
  readonly name: string
  /** Where its third address byte starts: several runs at once count on from there. */
  readonly range: number
}

/** Why no lab can run here, or null. */
export async function whyNoLab(): Promise<string | null> {
  if (process.platform !== 'linux') return `a lab needs Linux, this is ${process.platform}`
  const { code, output } = await run(script, ['check'], { timeout: 20_000 })
  return code === 0 ? null : output.trim().replace(/^lab: /, '')
}

/**
 * Brings up the hosts and forms the swarm; rejects with lab.sh's words.
 * The lab goes down by itself when this process ends without having taken it down.
 */
export async function startLab({ hosts = 3, suite = '', name, range }: LabOptions): Promise<RunningLab> {
  let said = ''
  for (const [slot, letter] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
    const folder = `/var/tmp/swarmdeck-${name}-${letter}`
    const net = `10.78.${range + slot}`
    const env = {
      ...process.env,
      LAB: folder,
      LAB_NAME: name + letter,
      LAB_NET: net,
      LAB_OWNER: String(process.pid),
      SUITE: suite,
    }
    const lab = (...args: string[]): Promise<Ended> => run(script, args, { env, timeout: 180_000 })
    const down = () => void spawnSync(script, ['down'], { env, stdio: 'ignore', timeout: 60_000 })
    const up = await lab('up', String(hosts))
    said = up.output
    if (up.code === taken) continue
    if (up.code !== 0) break
    const formed = await lab('swarm')
    if (formed.code === 0) {
      return { folder, net, down, env: { SWARMDECK_LAB: folder, SWARMDECK_LAB_NET: net } }
    }
    said = formed.output
    down()
    break
  }
  throw new Error(`The lab did not come up:\n${said.trimEnd()}`)
}

/** Makes the base system for `suite` where it is missing (once, under a minute); rejects with lab.sh's words. */
export async function makeBase(suite: string): Promise<void> {
  const { code, output } = await run(script, ['base', suite], { timeout: 15 * 60_000 })
  if (code !== 0) throw new Error(output.trim())
}
