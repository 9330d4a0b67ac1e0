// The three ways to list services over SSH that are compared, each doing one request at one node.
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import Dockerode from 'dockerode'
import { EngineConnection } from '../../src/main/docker/connection.ts'
import { hostKeyOf } from '../../src/main/docker/hostKeys.ts'
import { endpoint } from '../../src/shared/model/connection.ts'

const execute = promisify(execFile)

export interface Target {
  readonly host: string
  readonly port: number
  /** The line of the node's host key file. */
  readonly hostKey: string
}

export interface Way {
  readonly name: string
  /** Lists the services at one node; resolves to how many there are. */
  list(target: number): Promise<number>
  close(): Promise<void>
}

/** This app: one ssh2 client a node, reused. */
export async function appWay(targets: readonly Target[], key: string): Promise<Way> {
  const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-bench-'))
  const links = targets.map(
    ({ host, port, hostKey }) =>
      new EngineConnection({
        endpoint: endpoint.parse({
          kind: 'ssh',
          host,
          port,
          user: 'root',
          auth: { kind: 'key', path: key },
          hostKey: hostKeyOf(Buffer.from(hostKey.split(' ')[1] ?? '', 'base64')).fingerprint,
        }),
        secrets: { hops: [] },
        deps: {
          homeDir: folder,
          dataDir: folder,
          env: process.env,
          platform: process.platform,
          log: () => {},
          startDemo: () => Promise.reject(new Error('no demo in a benchmark')),
        },
      }),
  )
  const engines = await Promise.all(links.map((link) => link.ready(AbortSignal.timeout(15_000))))
  return {
    name: 'Swarmdeck',
    list: async (target) => (await engines[target]!.docker.listServices({ status: true })).length,
    async close() {
      await Promise.all(links.map((link) => link.close()))
      rmSync(folder, { recursive: true })
    },
  }
}

/** dockerode with `protocol: 'ssh'`: a new SSH connection for every request, no host key check. */
export function dockerodeWay(targets: readonly Target[], key: string): Way {
  const privateKey = readFileSync(key)
  const clients = targets.map(
    ({ host, port }) =>
      new Dockerode({ protocol: 'ssh', host, port, username: 'root', sshOptions: { privateKey } }),
  )
  return {
    name: 'dockerode, its own ssh',
    list: async (target) => (await clients[target]!.listServices({ status: true })).length,
    close: () => Promise.resolve(),
  }
}

/** The docker command with an ssh:// host; the ssh it calls is given the lab's key. */
export function commandWay(targets: readonly Target[], key: string): Way {
  const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-bench-'))
  const ssh = [
    '-i',
    key,
    '-o',
    'StrictHostKeyChecking=no',
    '-o',
    'UserKnownHostsFile=/dev/null',
    '-o',
    'LogLevel=ERROR',
  ]
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F /dev/null ${ssh.join(' ')} "$@"\n`)
  chmodSync(join(folder, 'ssh'), 0o755)
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    DOCKER_CONFIG: folder,
  }
  return {
    name: 'docker -H ssh:// service ls',
    async list(target) {
      const { host, port } = targets[target]!
      const words = ['-H', `ssh://root@${host}:${port}`, 'service', 'ls', '--quiet']
      const { stdout } = await execute('docker', words, { env })
      return stdout.trim().split('\n').filter(Boolean).length
    },
    close: () => Promise.resolve(rmSync(folder, { recursive: true })),
  }
}
