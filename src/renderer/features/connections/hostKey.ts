// Comparing a host key by eye and by paste. Pure.

/** What was pasted, held against the key that the server showed. */
export type Comparison =
  | { readonly outcome: 'empty' }
  /** Nothing in it reads as a fingerprint. */
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'agrees' }
  /** It is another key of the same kind, or of no named kind: somebody may be in between. */
  | { readonly outcome: 'differs'; readonly pasted: string }
  /** The line names another algorithm: it is another key of the same machine and proves nothing. */
  | { readonly outcome: 'otherKind'; readonly kind: string }

/** The 43 characters of a `SHA256:` fingerprint in groups of four, to read aloud. */
export function fingerprintGroups(fingerprint: string): readonly string[] {
  return bare(fingerprint).match(/.{1,4}/g) ?? []
}

/** `ED25519` for `ssh-ed25519`: the word ssh-keygen prints. */
export function keyKind(algorithm: string): string {
  if (algorithm.includes('ed25519')) return 'ED25519'
  if (algorithm.includes('ecdsa')) return 'ECDSA'
  if (algorithm.includes('rsa')) return 'RSA'
  return algorithm.toUpperCase()
}

/** The file on the server that holds the public half, as sshd names it by default. */
export function keyFile(algorithm: string): string {
  return `/etc/ssh/ssh_host_${keyKind(algorithm).toLowerCase()}_key.pub`
}

/**
 * Looks for the shown fingerprint in what `ssh-keygen -lf` printed: one line or several, in words around it or bare.
 */
export function compareFingerprint(fingerprint: string, algorithm: string, pasted: string): Comparison {
  const text = pasted.trim()
  if (text === '') return { outcome: 'empty' }
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const found = /SHA256:([A-Za-z0-9+/]{43})(?![A-Za-z0-9+/])/.exec(line)?.[1] ?? bareFingerprint(line)
    return found === undefined
      ? []
      : [{ found, kind: /\(([A-Za-z0-9-]+)\)\s*$/.exec(line.trim())?.[1] ?? null }]
  })
  const first = lines[0]
  if (first === undefined) return { outcome: 'unreadable' }
  if (lines.some((line) => line.found === bare(fingerprint))) return { outcome: 'agrees' }
  const sameKind = lines.find((line) => line.kind === null || line.kind === keyKind(algorithm))
  if (sameKind === undefined) return { outcome: 'otherKind', kind: first.kind ?? 'unknown' }
  return { outcome: 'differs', pasted: `SHA256:${sameKind.found}` }
}

const bare = (fingerprint: string): string => fingerprint.replace(/^SHA256:/, '').replace(/=+$/, '')

/** A fingerprint without its prefix, perhaps typed in groups as the dialog shows it. */
function bareFingerprint(line: string): string | undefined {
  const joined = line.replace(/\s+/g, '').replace(/=+$/, '')
  return /^[A-Za-z0-9+/]{43}$/.test(joined) ? joined : undefined
}
