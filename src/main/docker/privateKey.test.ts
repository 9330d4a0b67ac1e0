// Key files of every kind, usable or not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keyPair } from './keyPairFixture.ts'
import { openPrivateKey } from './privateKey.ts'

const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-key-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const file = (text: string): string => {
  const path = join(folder, `key${++count}`)
  writeFileSync(path, text)
  return path
}
const plain = keyPair()
const locked = keyPair('ed25519', 'right')
const code = (path: string, passphrase: string | null = null) =>
  openPrivateKey(path, passphrase, 1).then(
    () => 'opened',
    (error: { code: string; details: { wrong?: boolean } }) => ({
      code: error.code,
      wrong: error.details.wrong,
    }),
  )

describe('a private key', () => {
  it('opens, encrypted with its passphrase', async () => {
    expect(await code(file(plain.private))).toBe('opened')
    expect(await code(file(locked.private), 'right')).toBe('opened')
  })
  it('that is encrypted says whether the passphrase is missing or wrong', async () => {
    expect(await code(file(locked.private))).toEqual({ code: 'ssh.passphraseNeeded', wrong: false })
    expect(await code(file(locked.private), 'wrong')).toEqual({ code: 'ssh.passphraseNeeded', wrong: true })
  })
  it('says which hop it was for and never the passphrase', async () => {
    const error: unknown = await openPrivateKey(file(locked.private), 'my guess', 2).catch(
      (caught: unknown) => caught,
    )
    expect(error).toMatchObject({ details: { hop: 2 } })
    expect(JSON.stringify(error)).not.toContain('my guess')
  })
  it('that is missing, a folder, public or nonsense cannot be read', async () => {
    for (const path of [join(folder, 'none'), folder, file(plain.public), file('hello'), file('')])
      expect(await code(path)).toMatchObject({ code: 'ssh.keyUnreadable' })
  })
  it('of a security key, or a certificate, is not supported, and says so before asking for a passphrase', async () => {
    const body = Buffer.from(
      `openssh-key-v1\0…aes256-ctr…bcrypt…\0\0\0\x1ask-ssh-ed25519@openssh.com…`,
      'latin1',
    )
    const sk = `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
    expect(await code(file(sk))).toMatchObject({ code: 'ssh.keyUnsupported' })
    expect(await code(file('sk-ssh-ed25519@openssh.com AAAA me'))).toMatchObject({
      code: 'ssh.keyUnsupported',
    })
    expect(await code(file('ssh-ed25519-cert-v01@openssh.com AAAA me'))).toMatchObject({
      code: 'ssh.keyUnsupported',
    })
  })
})
