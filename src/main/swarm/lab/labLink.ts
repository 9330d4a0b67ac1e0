// For lab tests: a link to the lab's first manager as the app itself opens it, and the docker CLI there to compare with.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { EngineConnection } from '../../docker/connection.ts'

const folder = process.env['SWARMDECK_LAB']
const net = process.env['SWARMDECK_LAB_NET'] ?? '10.77.0'

/** Why lab tests cannot run here; null where they can. */
export const noLab = folder === undefined ? 'SWARMDECK_LAB is not set: no lab is up' : null
if (noLab !== null) process.stdout.write(`lab tests skipped: ${noLab}\n`)

export const registry = 'registry.lab:5000'
const run = promisify(execFile)

/** Runs `docker …` on the first node and gives what it prints. */
export async function dockerCli(...args: string[]): Promise<string> {
  const quoted = ['docker', ...args].map((arg) => `'${arg.replaceAll("'", `'\\''`)}'`).join(' ')
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR']
  const { stdout } = await run(
    'ssh',
    ['-i', join(folder ?? '', 'id_ed25519'), ...options.flatMap((o) => ['-o', o]), `root@${net}.11`, quoted],
    { maxBuffer: 64 * 1024 * 1024 },
  )
  return stdout.trim()
}

/** A link of its own to node1; close it. */
export function labConnection(): EngineConnection {
  const lab = folder ?? ''
  const blob = readFileSync(join(lab, 'node1', 'host_key.pub'), 'utf8').split(' ')[1] ?? ''
  const hash = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '')
  return new EngineConnection({
    endpoint: {
      kind: 'ssh',
      host: `${net}.11`,
      port: 22,
      user: 'root',
      auth: { kind: 'key', path: join(lab, 'id_ed25519') },
      hostKey: `SHA256:${hash}`,
      jump: [],
      socket: '/var/run/docker.sock',
    },
    secrets: { hops: [null] },
    deps: {
      homeDir: tmpdir(),
      env: {},
      platform: process.platform,
      dataDir: mkdtempSync(join(tmpdir(), 'swarmdeck-lab-')),
      log: () => {},
      startDemo: () => Promise.reject(new Error('no demo in lab tests')),
    },
  })
}
