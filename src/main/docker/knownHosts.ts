// Reads the lines of a known_hosts file: plain, hashed and [host]:port names, wildcards, negation, @revoked.
import { createHmac } from 'node:crypto'

/** One usable line. `keyType` and `key` (base64) are as written; `place` is `file:line`. */
export interface KnownHost {
  readonly revoked: boolean
  readonly matches: (name: string) => boolean
  readonly keyType: string
  readonly key: string
  readonly place: string
}

/** Every line that names a host key. Comments, broken lines and @cert-authority are left out (sshd(8), SSH_KNOWN_HOSTS). */
export function parseKnownHosts(text: string, file: string): KnownHost[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const words = line.trim().split(/\s+/)
    const marker = words[0]?.startsWith('@') ? words.shift() : null
    const [names, keyType, key] = words
    if (!names || names.startsWith('#') || !keyType || !key) return []
    if (marker !== null && marker !== '@revoked') return []
    if (!/^[A-Za-z0-9+/]+=*$/.test(key)) return []
    return [
      {
        revoked: marker === '@revoked',
        matches: names.startsWith('|1|') ? hashedName(names) : namePatterns(names),
        keyType,
        key,
        place: `${file}:${index + 1}`,
      },
    ]
  })
}

/** The name under which known_hosts holds a host: lower case, the port in `[host]:port` unless it is 22. */
export function knownName(host: string, port: number): string {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  return port === 22 ? name : `[${name}]:${port}`
}

/** `|1|base64 salt|base64 HMAC-SHA1(salt, name)`. */
function hashedName(field: string): (name: string) => boolean {
  const [, , salt = '', hash = ''] = field.split('|')
  return (name) => createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash
}

/** Comma-separated patterns; a matching negation outweighs every other one. */
function namePatterns(field: string): (name: string) => boolean {
  const patterns = field.split(',').map((pattern) => {
    const negated = pattern.startsWith('!')
    return { negated, matches: wildcard((negated ? pattern.slice(1) : pattern).toLowerCase()) }
  })
  return (name) => {
    const hits = patterns.filter((pattern) => pattern.matches(name))
    return hits.length > 0 && hits.every((pattern) => !pattern.negated)
  }
}

/** Only `*` and `?` are special: the brackets of `[host]:port` are not. */
function wildcard(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const expression = new RegExp(`^${source}$`)
  return (name) => expression.test(name)
}
