// What the tests need from Debian, installed where this run may do that (root on Debian or a relative of it).
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Ended, run } from './processes.ts'

type Needs = Readonly<Record<string, readonly string[]>>

/** Each package by the programs that show it is there: any one will do, whatever it was installed from. */
const needs: Needs = {
  'docker.io': ['dockerd'],
  'docker-registry': ['docker-registry'],
  'openssh-server': ['sshd'],
  'openssh-client': ['ssh-keygen'],
  iproute2: ['ip'],
  iptables: ['iptables'],
  'busybox-static': ['busybox'],
  'util-linux': ['nsenter'],
  procps: ['pgrep'],
  openssl: ['openssl'],
  'chromium-headless-shell': ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable'],
}

/** Resolves to null when all is there (installed now or before), else to a sentence that says what is missing. */
export async function installMissing({ debootstrap = false } = {}): Promise<string | null> {
  const wanted: Needs = debootstrap ? { ...needs, debootstrap: ['debootstrap'] } : needs
  const missing = missingPackages(wanted, isOnPath)
  if (missing.length === 0) return null
  const why = whyNoApt()
  if (why !== null) return `missing: ${missing.join(', ')}, and ${why}`
  process.stdout.write(`Installing ${missing.join(' ')} …\n`)
  return await withServicesStopped(async () => {
    if ((await install(missing)).code === 0) return null
    await apt('update', '-q')
    const { code, output } = await install(missing)
    return code === 0 ? null : `apt-get could not install ${missing.join(' ')}:\n${output.trimEnd()}`
  })
}

export function missingPackages(wanted: Needs, isThere: (program: string) => boolean): string[] {
  return Object.entries(wanted)
    .filter(([, programs]) => !programs.some(isThere))
    .map(([name]) => name)
}

// --no-remove: a Docker from another source that is on this machine stays.
const install = (names: readonly string[]): Promise<Ended> =>
  apt('install', '-q', '-y', '--no-install-recommends', '--no-remove', ...names)

const apt = (...args: string[]): Promise<Ended> =>
  run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })

function whyNoApt(): string | null {
  if (process.platform !== 'linux') return `this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'only root may install them'
  return existsSync('/usr/bin/apt-get') ? null : 'there is no apt-get'
}

function isOnPath(program: string): boolean {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/sbin',
    '/usr/sbin',
    '/sbin',
    '/bin',
  ]
  return folders.some((folder) => existsSync(join(folder, program)))
}

/** Debian's way to install a daemon without starting it: the lab runs its own, this machine gets none. */
async function withServicesStopped<T>(work: () => Promise<T>): Promise<T> {
  const policy = '/usr/sbin/policy-rc.d'
  const mark = '# Swarmdeck’s tests, while they install packages'
  const foreign = existsSync(policy) && !readFileSync(policy, 'utf8').includes(mark)
  if (!foreign) writeFileSync(policy, `#!/bin/sh\n${mark}\nexit 101\n`, { mode: 0o755 })
  try {
    return await work()
  } finally {
    if (!foreign) rmSync(policy, { force: true })
  }
}
