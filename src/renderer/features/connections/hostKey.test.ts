// A host key is trusted only after it was compared: what agrees, what differs, and what proves nothing.
import { describe, expect, test } from 'vitest'
import { compareFingerprint, fingerprintGroups, keyFile } from './hostKey.ts'

const shown = 'SHA256:q7Vn0c3MTz9LxR4aYw2Ke8HdPf6UjB1sGoN5mEi7Ck4'
const other = 'SHA256:aaaa0c3MTz9LxR4aYw2Ke8HdPf6UjB1sGoN5mEi7Ck4'
const compare = (pasted: string) => compareFingerprint(shown, 'ssh-ed25519', pasted)

test('the fingerprint is read in groups of four', () => {
  expect(fingerprintGroups(shown)).toHaveLength(11)
  expect(fingerprintGroups(shown)[0]).toBe('q7Vn')
  expect(fingerprintGroups(shown)[10]).toBe('Ck4')
})

test('the file to look at follows the kind of the key', () => {
  expect(keyFile('ecdsa-sha2-nistp256')).toBe('/etc/ssh/ssh_host_ecdsa_key.pub')
})

describe('what was pasted', () => {
  test('agrees as ssh-keygen prints it, bare, or in groups', () => {
    expect(compare(`256 ${shown} root@fra-mgr-1 (ED25519)`).outcome).toBe('agrees')
    expect(compare(shown.slice(7)).outcome).toBe('agrees')
    expect(compare(fingerprintGroups(shown).join('  ')).outcome).toBe('agrees')
  })

  test('agrees where one of several lines is this key', () => {
    expect(compare(`3072 ${other} root@x (RSA)\n256 ${shown} root@x (ED25519)`).outcome).toBe('agrees')
  })

  test('differs where a key of the same kind is another', () => {
    expect(compare(`256 ${other} root@fra-mgr-1 (ED25519)`)).toEqual({ outcome: 'differs', pasted: other })
    expect(compare(other).outcome).toBe('differs')
  })

  test('proves nothing where it is the key of another kind', () => {
    expect(compare(`3072 ${other} root@fra-mgr-1 (RSA)`)).toEqual({ outcome: 'otherKind', kind: 'RSA' })
  })

  test('is unreadable where a character is missing, too many, or it is something else', () => {
    expect(compare(shown.slice(0, -1)).outcome).toBe('unreadable')
    expect(compare(`${shown}xx`).outcome).toBe('unreadable')
    expect(compare('MD5:12:34').outcome).toBe('unreadable')
    expect(compare('  ').outcome).toBe('empty')
  })

  test('case matters', () => {
    expect(compare(shown.slice(7).toLowerCase()).outcome).toBe('differs')
  })
})
