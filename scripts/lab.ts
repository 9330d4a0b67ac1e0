// `npm run lab`: a real three-node swarm on this machine to try Swarmdeck on, until Ctrl-C.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installMissing } from './debianPackages.ts'
import { type RunningLab, startLab, whyNoLab } from './labControl.ts'
import { stopAll } from './processes.ts'

let lab: RunningLab | undefined
const leave = (code: number): never => {
  stopAll()
  lab?.down()
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => leave(0))

const lacking = await installMissing()
const obstacle = await whyNoLab()
if (obstacle !== null) {
  process.stderr.write(`No lab can run here: ${obstacle}${lacking === null ? '' : ` (${lacking})`}.\n`)
  process.exit(1)
}
try {
  lab = await startLab({ name: 'mylab', range: 100 })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  leave(1)
}
if (lab !== undefined) process.stdout.write(invitation(lab))
// Nothing else keeps this process alive until a signal ends it.
setInterval(() => undefined, 1 << 30)

function invitation({ folder, net }: RunningLab): string {
  const key = spawnSync('ssh-keygen', ['-lf', join(folder, 'node1', 'host_key.pub')], { encoding: 'utf8' })
  return `A swarm of three hosts is up: node1 (manager) ${net}.11, node2 ${net}.12, node3 ${net}.13

Add this connection in Swarmdeck:
  host         ${net}.11
  port         22   (2222 refuses forwarding, for the slower way)
  user         root
  key          ${join(folder, 'id_ed25519')}
  fingerprint  ${key.stdout.split(' ')[1] ?? 'unknown'}
  or user ops with the password swarm

Images to run   registry.lab:5000/web:1.0, web:2.0, crash:1.0, sick:1.0, chatty:1.0
On a host       LAB=${folder} e2e/lab/lab.sh exec node1 docker node ls

Ctrl-C takes it down.
`
}
