// How long listing services takes over SSH on a three-node swarm: this app, dockerode's own ssh, the docker command.
// Once as the lab is, once with 50 ms of round trip added; all ways in turn in one run, so that the machine's moods hit all.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { installMissing } from '../scripts/debianPackages.ts'
import { startLab, whyNoLab } from '../scripts/labControl.ts'
import { figuresOf, milliseconds, table, type Figures } from './parts/figures.ts'
import { appWay, commandWay, dockerodeWay, type Target, type Way } from './parts/sshWays.ts'

const addedMs = 50
const services = 6
/** Before each sample: what the way before it left behind (connections closing, processes ending) shall be over. */
const settleMs = 100
/** Requests one right after the other, for the row that shows the link without the cold start of a lone request. */
const inARow = 5
const script = join(import.meta.dirname, '..', 'e2e', 'lab', 'lab.sh')

/** @param rounds how often each way lists at each node (default 20) */
export async function bench({ rounds = 20 }: { rounds?: number }): Promise<void> {
  const lab = await findLab()
  const exec = (...words: string[]): string =>
    execFileSync(script, ['exec', ...words], {
      env: { ...process.env, LAB: lab.folder },
      encoding: 'utf8',
    }).trim()
  const names = Array.from({ length: services }, (_, index) => `bench-link-${index + 1}`)
  try {
    for (const name of names)
      exec(
        'node1',
        'docker',
        'service',
        'create',
        '--quiet',
        '--detach',
        '--no-resolve-image',
        '--name',
        name,
        'registry.lab:5000/web:1.0',
      )
    const managers = ['node1', 'node2', 'node3'].filter(
      (node) =>
        existsSync(join(lab.folder, node)) &&
        exec(node, 'docker', 'info', '--format', '{{.Swarm.ControlAvailable}}') === 'true',
    )
    const key = join(lab.folder, 'id_ed25519')
    const targets = managers.map((node) => ({
      host: `${lab.net}.${10 + Number(node.slice(4))}`,
      port: 22,
      hostKey: readFileSync(join(lab.folder, node, 'host_key.pub'), 'utf8'),
    }))
    const near = await measure(targets, key, rounds, null)
    const proxy = await startDelay(targets)
    const far = await measure(proxy.targets, key, rounds, proxy.echoPort).finally(proxy.stop)
    const text = report({ near, far, rounds, managers, exec })
    console.log(text)
    const folder = join(import.meta.dirname, 'results')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'link.md'), text)
  } finally {
    try {
      exec('node1', 'docker', 'service', 'rm', ...names)
    } finally {
      lab.down()
    }
  }
}

interface LabInUse {
  readonly folder: string
  readonly net: string
  down(): void
}

/** The lab that SWARMDECK_LAB names, else one of its own with three managers, so that every node can list. */
async function findLab(): Promise<LabInUse> {
  const { SWARMDECK_LAB: folder, SWARMDECK_LAB_NET: range } = process.env
  if (folder && range) return { folder, net: range, down: () => {} }
  const lacking = await installMissing()
  const obstacle = await whyNoLab()
  if (obstacle !== null)
    throw new Error(`No lab can run here: ${obstacle}${lacking === null ? '' : ` (${lacking})`}.`)
  process.env['MANAGERS'] = '3'
  return startLab({ name: 'bench', range: 200 })
}

interface Measured {
  readonly ways: ReadonlyArray<{ readonly name: string; readonly figures: Figures }>
  /** This app once more, one request right after the other. */
  readonly inARow: Figures
  /** One bare round trip to the far end, where there is one to measure. */
  readonly roundTrip: Figures | null
}

async function measure(
  targets: readonly Target[],
  key: string,
  rounds: number,
  echoPort: number | null,
): Promise<Measured> {
  const ways: Way[] = [await appWay(targets, key), dockerodeWay(targets, key), commandWay(targets, key)]
  const samples = ways.map((): number[] => [])
  const row: number[] = []
  const trips: number[] = []
  const echo = echoPort === null ? null : await openEcho(echoPort)
  try {
    // The first round warms caches and compilers and is not counted.
    for (let round = 0; round <= rounds; round++) {
      for (const target of targets.keys()) {
        for (const turn of ways.keys()) {
          const which = (turn + round) % ways.length
          await pause(settleMs)
          const start = performance.now()
          const found = await ways[which]!.list(target)
          const took = performance.now() - start
          if (found < services)
            throw new Error(`${ways[which]!.name} found ${found} services, not ${services}`)
          if (round > 0) samples[which]!.push(took)
        }
        for (let again = 0; again < inARow; again++) {
          const start = performance.now()
          await ways[0]!.list(target)
          if (round > 0) row.push(performance.now() - start)
        }
        if (echo && round > 0) trips.push(await echo.trip())
      }
    }
  } finally {
    echo?.close()
    for (const way of ways) await way.close()
  }
  return {
    ways: ways.map(({ name }, index) => ({ name, figures: figuresOf(samples[index] ?? []) })),
    inARow: figuresOf(row),
    roundTrip: trips.length > 0 ? figuresOf(trips) : null,
  }
}

/** The kernel of a lab may lack netem: a process in front of each sshd holds every byte back, half the time each way. */
async function startDelay(
  targets: readonly Target[],
): Promise<{ targets: Target[]; echoPort: number; stop: () => void }> {
  const words = [String(addedMs / 2), ...targets.map(({ host, port }) => `${host}:${port}`), 'echo']
  const child = spawn(process.execPath, [join(import.meta.dirname, 'parts', 'delayProxy.ts'), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line]: unknown[] = await once(createInterface(child.stdout), 'line')
  const ports = z.array(z.number()).parse(JSON.parse(String(line)))
  return {
    targets: targets.map((target, index) => ({ ...target, host: '127.0.0.1', port: ports[index]! })),
    echoPort: ports.at(-1)!,
    stop: () => void child.stdin.end(),
  }
}

async function openEcho(port: number): Promise<{ trip(): Promise<number>; close(): void }> {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  return {
    async trip() {
      const start = performance.now()
      socket.write('.')
      await once(socket, 'data')
      return performance.now() - start
    },
    close: () => void socket.destroy(),
  }
}

function report(facts: {
  near: Measured
  far: Measured
  rounds: number
  managers: readonly string[]
  exec: (...words: string[]) => string
}): string {
  const { near, far, rounds, managers, exec } = facts
  const app = near.ways[0]!.figures.median
  const farApp = far.ways[0]!.figures.median
  const trip = far.roundTrip!.median
  const rows = near.ways.map(({ name, figures }, index) => {
    const away = far.ways[index]!.figures
    return [
      name,
      milliseconds(figures.median),
      milliseconds(figures.p95),
      index === 0 ? '1' : `${(figures.median / app).toFixed(0)} ×`,
      milliseconds(away.median),
      milliseconds(away.p95),
      index === 0 ? '1' : `${(away.median / farApp).toFixed(1)} ×`,
    ]
  })
  rows.splice(1, 0, [
    'Swarmdeck, one right after the other',
    milliseconds(near.inARow.median),
    milliseconds(near.inARow.p95),
    '',
    milliseconds(far.inARow.median),
    milliseconds(far.inARow.p95),
    '',
  ])
  rows.push(['one bare round trip', '', '', '', milliseconds(trip), milliseconds(far.roundTrip!.p95), ''])
  const engine = exec('node1', 'docker', 'version', '--format', '{{.Server.Version}}')
  const sshd = execFileSync('sh', ['-c', 'ssh -V 2>&1'], { encoding: 'utf8' }).trim().split(',')[0] ?? ''
  const cli = execFileSync('docker', ['--version'], { encoding: 'utf8' }).trim()
  return `# Listing services over SSH

${table(['way', 'median', 'p95', 'ratio', `median +${addedMs} ms`, `p95 +${addedMs} ms`, 'ratio'], rows)}

- As the lab is: ${near.ways[1]!.name} takes ${(near.ways[1]!.figures.median / app).toFixed(0)} times as long as Swarmdeck (aim: at least 100).
- With ${addedMs} ms of round trip added: Swarmdeck takes ${((farApp / trip - 1) * 100).toFixed(1)} % more than one bare round trip (aim: at most 10).

${near.ways[0]!.figures.count} samples a way: ${rounds} rounds, at ${managers.join(', ')} in turn (every manager of a three-node swarm), \`GET /services?status=true\`
with ${services} services, the ways taking turns in one run, ${settleMs} ms of rest before each sample. The delay is a proxy in front of each sshd, ${addedMs / 2} ms each way.

Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}, Engine ${engine},
${sshd}, ${cli}; load average ${loadavg()[1]?.toFixed(1)} over the last 5 minutes. ${new Date().toISOString().slice(0, 10)}.
`
}
