// Decides whether a server's host key may be trusted, and remembers the keys the reader accepted.
import { createHash } from 'node:crypto'
import { appendFile, chmod, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerHostKeyAlgorithm } from 'ssh2'
import { AppError } from '../../shared/errors.ts'
import { hostAndPort } from './endpoint.ts'
import { knownName, parseKnownHosts, type KnownHost } from './knownHosts.ts'
import type { LinkDeps } from './linkDeps.ts'

type Facts = Pick<LinkDeps, 'homeDir' | 'dataDir' | 'platform'>

export interface HostKey {
  /** As in `ssh-ed25519`. */
  readonly type: string
  /** The whole key, base64. */
  readonly base64: string
  /** `SHA256:` and 43 characters, as ssh-keygen -l prints it. */
  readonly fingerprint: string
}

export type HostKeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  /** Another key is on record for this host, at these places (`file:line`). */
  | { readonly kind: 'changed'; readonly places: readonly string[] }
  | { readonly kind: 'revoked'; readonly places: readonly string[] }

/** What known_hosts says about one host and port; read once before the handshake. */
export interface HostKeyRecord {
  verdict(key: HostKey): HostKeyVerdict
  /** Key algorithms to offer, those of keys on record first, so that a known key is not missed for another type. */
  readonly algorithms: readonly ServerHostKeyAlgorithm[]
}

/** The public key as the server sent it (RFC 4253, 6.6: its first string is the type). */
export function hostKeyOf(raw: Buffer): HostKey {
  const length = raw.length >= 4 ? raw.readUInt32BE(0) : 0
  return {
    type: raw.subarray(4, 4 + length).toString('latin1'),
    base64: raw.toString('base64'),
    fingerprint: fingerprintOf(raw),
  }
}

/** SHA-256 of the raw key, base64 without padding. */
export const fingerprintOf = (raw: Buffer): string =>
  `SHA256:${createHash('sha256').update(raw).digest('base64').replace(/=+$/, '')}`

/** Reads the user's, the machine's and the app's known_hosts for one host. Files that are missing hold nothing. */
export async function readHostKeyRecord(host: string, port: number, deps: Facts): Promise<HostKeyRecord> {
  const entries = (await Promise.all(filesOf(deps).map(readEntries))).flat()
  return recordFrom(entries, host, port)
}

/** The same from entries that are read already. */
export function recordFrom(entries: readonly KnownHost[], host: string, port: number): HostKeyRecord {
  const name = knownName(host, port)
  const here = entries.filter((entry) => entry.matches(name))
  // As ssh does: a key on record for the host without a port vouches for other ports too, but never against.
  const bare = port === 22 ? [] : entries.filter((entry) => entry.matches(knownName(host, 22)))
  const types = [...here, ...bare].filter((entry) => !entry.revoked).map((entry) => entry.keyType)
  return {
    algorithms: [...allAlgorithms].sort((a, b) => rank(a, types) - rank(b, types)),
    verdict(key) {
      const same = (entry: KnownHost): boolean => entry.key === key.base64
      const revoked = [...here, ...bare].filter((entry) => entry.revoked && same(entry))
      if (revoked.length > 0) return { kind: 'revoked', places: revoked.map((entry) => entry.place) }
      const onRecord = here.filter((entry) => !entry.revoked)
      if (onRecord.some(same)) return { kind: 'known' }
      if (onRecord.length > 0) return { kind: 'changed', places: onRecord.map((entry) => entry.place) }
      return bare.some((entry) => !entry.revoked && same(entry)) ? { kind: 'known' } : { kind: 'unknown' }
    },
  }
}

/**
 * Judges the key a server presented; null where it may be trusted.
 * A pinned fingerprint vouches for an unknown key, but never against known_hosts, and another key than the pinned one
 * counts as changed. Details of the error: fingerprint, key (`type base64`), keyType, host, port, places.
 */
export function refuseHostKey(
  key: HostKey,
  record: HostKeyRecord,
  at: { host: string; port: number; pinned: string | null },
): AppError | null {
  const verdict = record.verdict(key)
  const where = hostAndPort(at.host, at.port, 22)
  const places = 'places' in verdict ? verdict.places : []
  const details = {
    fingerprint: key.fingerprint,
    key: `${key.type} ${key.base64}`,
    keyType: key.type,
    host: at.host,
    port: at.port,
    ...(places.length > 0 ? { places } : {}),
  }
  const on = places.length > 0 ? ` (${places.join(', ')})` : ''
  if (verdict.kind === 'revoked')
    return new AppError('ssh.hostKeyRevoked', `The host key of ${where} is marked as revoked${on}.`, {
      details,
    })
  if (verdict.kind === 'changed')
    return new AppError(
      'ssh.hostKeyChanged',
      `The host key of ${where} is not the one on record${on}: the machine was reinstalled, or somebody is in between.`,
      { details },
    )
  if (at.pinned !== null && !samePin(at.pinned, key))
    return new AppError(
      'ssh.hostKeyChanged',
      `The host key of ${where} is not the one this connection is pinned to (${at.pinned}).`,
      {
        details,
        hint: 'Find out why the key changed. Only then edit the connection and enter its new fingerprint.',
      },
    )
  if (verdict.kind === 'unknown' && at.pinned === null)
    return new AppError(
      'ssh.hostKeyUnknown',
      `The host key of ${where} is not known here: ${key.type} ${key.fingerprint}.`,
      { details },
    )
  return null
}

/** Whether a fingerprint, with or without padding, is that of the key. */
export const samePin = (pinned: string, key: HostKey): boolean =>
  pinned.replace(/=+$/, '') === key.fingerprint

/**
 * Remembers a host key in the app's own known_hosts, or the user's (~/.ssh 0700, file 0600).
 * @param trust.key as in `ssh-ed25519 AAAA…`
 * @throws AppError ssh.hostKeyChanged, ssh.hostKeyRevoked; input.invalid for what is not a key; store.failed
 */
export async function trustHostKey(
  trust: { host: string; port: number; key: string; remember: 'app' | 'user' },
  deps: Facts,
): Promise<void> {
  const [type = '', base64 = ''] = trust.key.trim().split(/\s+/)
  const key = hostKeyOf(Buffer.from(base64, 'base64'))
  if (
    key.type !== type ||
    key.base64.replace(/=+$/, '') !== base64.replace(/=+$/, '') ||
    /[\s,|*?!]/.test(trust.host)
  )
    throw new AppError('input.invalid', 'This is not a host key as known_hosts holds it.', { field: 'key' })
  const record = await readHostKeyRecord(trust.host, trust.port, deps)
  if (record.verdict(key).kind === 'known') return
  const refusal = refuseHostKey(key, record, { ...trust, pinned: key.fingerprint })
  if (refusal) throw refusal
  const folder = trust.remember === 'user' ? join(deps.homeDir, '.ssh') : deps.dataDir
  await append(folder, `${knownName(trust.host, trust.port)} ${key.type} ${key.base64}\n`)
}

async function append(folder: string, line: string): Promise<void> {
  const file = join(folder, 'known_hosts')
  try {
    const created = await mkdir(folder, { recursive: true, mode: 0o700 })
    const before = await readFile(file, 'utf8').catch(() => null)
    const gap = before === null || before === '' || before.endsWith('\n') ? '' : '\n'
    await appendFile(file, gap + line, { mode: 0o600 })
    if (before === null) await chmod(file, 0o600)
    if (created !== undefined) await chmod(folder, 0o700)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('store.failed', `${file} could not be written: ${reason}.`, { cause })
  }
}

const allAlgorithms: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
]

/** The key type that an algorithm signs with: both rsa-sha2 variants use an ssh-rsa key (RFC 8332). */
export const keyTypeOf = (algorithm: string): string =>
  algorithm.startsWith('rsa-sha2-') ? 'ssh-rsa' : algorithm

const rank = (algorithm: string, types: readonly string[]): number =>
  types.includes(keyTypeOf(algorithm)) ? 0 : 1

function filesOf(deps: Facts): string[] {
  const machine = deps.platform === 'win32' ? [] : ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']
  const user = ['known_hosts', 'known_hosts2'].map((name) => join(deps.homeDir, '.ssh', name))
  return [...user, ...machine, join(deps.dataDir, 'known_hosts')]
}

const readEntries = async (file: string): Promise<KnownHost[]> =>
  parseKnownHosts(await readFile(file, 'utf8').catch(() => ''), file)
