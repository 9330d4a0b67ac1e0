// Which host keys are trusted, by known_hosts files as ssh writes them.
import { createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  hostKeyOf,
  readHostKeyRecord,
  recordFrom,
  refuseHostKey,
  trustHostKey,
  type HostKey,
} from './hostKeys.ts'
import { keyPair } from './keyPairFixture.ts'
import { parseKnownHosts } from './knownHosts.ts'

const newKey = (type: 'ed25519' | 'ecdsa' = 'ed25519'): { key: HostKey; line: string } => {
  const pair = keyPair(type)
  const [name = '', base64 = ''] = pair.public.split(' ')
  return { key: hostKeyOf(Buffer.from(base64, 'base64')), line: `${name} ${base64}` }
}
const first = newKey()
const second = newKey()
const ecdsa = newKey('ecdsa')
const verdict = (text: string, key: HostKey, host = 'node1', port = 22) =>
  recordFrom(parseKnownHosts(text, 'kh'), host, port).verdict(key).kind

it('reads the fingerprint as ssh-keygen prints it', () => {
  const base64 = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl' // GitHub's
  expect(hostKeyOf(Buffer.from(base64, 'base64'))).toEqual({
    type: 'ssh-ed25519',
    base64,
    fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
  })
})

describe('a key', () => {
  it('on record is known: plain, in a list, by pattern, whatever the case', () => {
    expect(verdict(`node1 ${first.line}`, first.key)).toBe('known')
    expect(verdict(`a,node1,10.0.0.1 ${first.line} a comment`, first.key, '10.0.0.1')).toBe('known')
    expect(verdict(`*.example ${first.line}`, first.key, 'A.Example')).toBe('known')
    expect(verdict(`node? ${first.line}`, first.key)).toBe('known')
  })
  it('is known by a hashed name', () => {
    const salt = Buffer.from('0123456789abcdefghij')
    const hashed = (name: string): string =>
      `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`
    expect(verdict(`${hashed('node1')} ${first.line}`, first.key)).toBe('known')
    expect(verdict(`${hashed('node2')} ${first.line}`, first.key)).toBe('unknown')
    expect(verdict(`${hashed('[node1]:2222')} ${first.line}`, first.key, 'node1', 2222)).toBe('known')
  })
  it('that was never seen is unknown; another one than on record is changed', () => {
    expect(verdict('', first.key)).toBe('unknown')
    expect(verdict(`node2 ${second.line}`, first.key)).toBe('unknown')
    expect(verdict(`node1 ${second.line}`, first.key)).toBe('changed')
    expect(verdict(`node1 ${second.line}\nnode1 ${first.line}`, first.key)).toBe('known')
    expect(verdict(`node1 ${ecdsa.line}`, first.key)).toBe('changed')
  })
  it('on another port has a record of its own, but the key of port 22 vouches for it', () => {
    expect(verdict(`[node1]:2222 ${first.line}`, first.key, 'node1', 2222)).toBe('known')
    expect(verdict(`[node1]:2222 ${first.line}`, first.key, 'node1', 22)).toBe('unknown')
    expect(verdict(`node1 ${first.line}`, first.key, 'node1', 2222)).toBe('known')
    expect(verdict(`node1 ${second.line}`, first.key, 'node1', 2222)).toBe('unknown')
  })
  it('marked @revoked is refused even where it is also on record', () => {
    expect(verdict(`@revoked * ${first.line}\nnode1 ${first.line}`, first.key)).toBe('revoked')
    expect(verdict(`@revoked * ${second.line}`, first.key)).toBe('unknown')
  })
  it('is not matched by a negated pattern, a comment, a broken line or a @cert-authority', () => {
    expect(verdict(`*,!node1 ${first.line}`, first.key)).toBe('unknown')
    expect(
      verdict(
        `# node1 ${first.line}\nnode1\nnode1 ssh-ed25519\n@cert-authority node1 ${first.line}`,
        first.key,
      ),
    ).toBe('unknown')
  })
})

it('offers the algorithms of keys on record first', () => {
  const record = recordFrom(parseKnownHosts(`node1 ${ecdsa.line}`, 'kh'), 'node1', 22)
  expect(record.algorithms[0]).toBe('ecdsa-sha2-nistp256')
  expect(record.algorithms).toContain('ssh-ed25519')
  const rsa = recordFrom(parseKnownHosts('node1 ssh-rsa AAAA', 'kh'), 'node1', 22)
  expect(rsa.algorithms.slice(0, 3)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'])
})

describe('a refusal', () => {
  const refuse = (text: string, pinned: string | null) =>
    refuseHostKey(first.key, recordFrom(parseKnownHosts(text, 'kh'), 'node1', 22), {
      host: 'node1',
      port: 22,
      pinned,
    })
  it('of an unknown key holds what is needed to trust it', () => {
    expect(refuse('', null)).toMatchObject({
      code: 'ssh.hostKeyUnknown',
      details: {
        fingerprint: first.key.fingerprint,
        key: first.line,
        keyType: 'ssh-ed25519',
        host: 'node1',
        port: 22,
      },
    })
  })
  it('does not come for a pinned key, with or without padding', () => {
    expect(refuse('', first.key.fingerprint)).toBeNull()
    expect(refuse('', `${first.key.fingerprint}=`)).toBeNull()
  })
  it('comes for any key but the pinned one, and for the pinned one where known_hosts forbids it', () => {
    expect(refuse(`node1 ${first.line}`, second.key.fingerprint)?.code).toBe('ssh.hostKeyChanged')
    expect(refuse(`node1 ${second.line}`, first.key.fingerprint)?.code).toBe('ssh.hostKeyChanged')
    expect(refuse(`@revoked node1 ${first.line}`, first.key.fingerprint)?.code).toBe('ssh.hostKeyRevoked')
  })
  it('names the line on record', () => {
    expect(refuse(`\nnode1 ${second.line}`, null)?.details?.['places']).toEqual(['kh:2'])
  })
})

describe('trusting a key', () => {
  let home = ''
  const deps = () => ({ homeDir: home, dataDir: join(home, 'app', 'data'), platform: process.platform })
  const trust = (host: string, key: string, remember: 'app' | 'user', port = 22) =>
    trustHostKey({ host, port, key, remember }, deps())
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'swarmdeck-keys-'))))
  afterEach(() => rmSync(home, { recursive: true }))

  it('remembers it in the app’s file, which only this account may read', async () => {
    await trust('Node1', first.line, 'app', 2222)
    const file = join(home, 'app', 'data', 'known_hosts')
    expect(readFileSync(file, 'utf8')).toBe(`[node1]:2222 ${first.line}\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await readHostKeyRecord('node1', 2222, deps())).verdict(first.key).kind).toBe('known')
    await trust('node1', first.line, 'app', 2222)
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(2)
  })
  it('appends to the user’s file and keeps what is there, also without a last line break', async () => {
    mkdirSync(join(home, '.ssh'))
    writeFileSync(join(home, '.ssh', 'known_hosts'), `other ${second.line}`)
    await trust('node1', first.line, 'user')
    expect(readFileSync(join(home, '.ssh', 'known_hosts'), 'utf8')).toBe(
      `other ${second.line}\nnode1 ${first.line}\n`,
    )
  })
  it('makes ~/.ssh with the modes that ssh wants', async () => {
    await trust('node1', first.line, 'user')
    expect(statSync(join(home, '.ssh')).mode & 0o777).toBe(0o700)
    expect(statSync(join(home, '.ssh', 'known_hosts')).mode & 0o777).toBe(0o600)
  })
  it('is refused where another key is on record, where it is revoked, and for what is not a key', async () => {
    await trust('node1', first.line, 'app')
    await expect(trust('node1', second.line, 'app')).rejects.toMatchObject({ code: 'ssh.hostKeyChanged' })
    mkdirSync(join(home, '.ssh'))
    writeFileSync(join(home, '.ssh', 'known_hosts'), `@revoked node2 ${second.line}\n`)
    await expect(trust('node2', second.line, 'user')).rejects.toMatchObject({ code: 'ssh.hostKeyRevoked' })
    await expect(trust('node3', 'ssh-ed25519 AAAA', 'app')).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(trust('a b', first.line, 'app')).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(trust('*', first.line, 'app')).rejects.toMatchObject({ code: 'input.invalid' })
  })
})
