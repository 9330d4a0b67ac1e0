// Opens a private key file and says exactly why it cannot be used where it cannot.
import { readFile } from 'node:fs/promises'
import ssh2, { type ParsedKey } from 'ssh2'
import { AppError } from '../../shared/errors.ts'

/**
 * Reads and decrypts a private key (OpenSSH, PEM or PuTTY format).
 * @param path absolute path of the file
 * @param hop which secret to ask for, for `details.hop`: 0 is the target, 1… the jump hosts
 * @throws AppError ssh.keyUnreadable, ssh.keyUnsupported, ssh.passphraseNeeded (`details.wrong`: one was given)
 */
export async function openPrivateKey(
  path: string,
  passphrase: string | null,
  hop: number,
): Promise<ParsedKey> {
  const data = await readFile(path).catch((cause: unknown) => {
    throw new AppError('ssh.keyUnreadable', `The key ${path} cannot be read: ${reasonOf(cause)}.`, {
      cause,
      details: { path, hop },
    })
  })
  const unusable = unusableKind(data.toString('latin1'))
  if (unusable)
    throw new AppError(unusable.code, `The key ${path} ${unusable.why}.`, { details: { path, hop } })
  const parsed = parse(data, passphrase)
  if (!(parsed instanceof Error)) {
    if (parsed.isPrivateKey()) return parsed
    throw new AppError(
      'ssh.keyUnreadable',
      `The file ${path} holds a public key; the private one is needed.`,
      {
        details: { path, hop },
      },
    )
  }
  if (/no passphrase given/i.test(parsed.message))
    throw new AppError('ssh.passphraseNeeded', `The key ${path} is encrypted and needs its passphrase.`, {
      details: { path, hop, wrong: false },
    })
  if (/bad passphrase|integrity check/i.test(parsed.message))
    throw new AppError('ssh.passphraseNeeded', `The passphrase given does not open the key ${path}.`, {
      details: { path, hop, wrong: true },
      hint: 'Enter the right passphrase of the key, or add the key to your SSH agent.',
    })
  const code =
    /^Unsupported/i.test(parsed.message) && data.includes('PRIVATE KEY')
      ? 'ssh.keyUnsupported'
      : 'ssh.keyUnreadable'
  throw new AppError(
    code,
    `The file ${path} is not a private key that can be read: ${lowerFirst(parsed.message)}.`,
    {
      details: { path, hop },
    },
  )
}

function parse(data: Buffer, passphrase: string | null): ParsedKey | Error {
  try {
    const parsed: unknown = ssh2.utils.parseKey(data, passphrase ?? undefined)
    // Typed as one key, documented as several: the OpenSSH format allows more, only one is ever written.
    const key: unknown = Array.isArray(parsed) ? parsed[0] : parsed
    return key instanceof Error || isParsedKey(key) ? key : new Error('the file holds no key')
  } catch (error) {
    return error instanceof Error ? error : new Error('the file is damaged')
  }
}

const isParsedKey = (value: unknown): value is ParsedKey =>
  typeof value === 'object' && value !== null && 'isPrivateKey' in value

/** What ssh2 cannot use, recognised before it is decrypted: the OpenSSH format names the type in the open. */
function unusableKind(
  text: string,
): { code: 'ssh.keyUnsupported' | 'ssh.keyUnreadable'; why: string } | null {
  const sk = 'is a FIDO security key (sk-), which is not supported yet'
  if (/^(?:sk-|ssh-|ecdsa-)\S*-cert-v0\d@openssh\.com\s/.test(text))
    return { code: 'ssh.keyUnsupported', why: 'is an OpenSSH certificate, which is not supported yet' }
  if (/^sk-(?:ssh|ecdsa)-/.test(text)) return { code: 'ssh.keyUnsupported', why: sk }
  if (/^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) AAAA/.test(text))
    return { code: 'ssh.keyUnreadable', why: 'is a public key; the private one is needed' }
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]+?)-----END/.exec(text)?.[1]
  const open = body === undefined ? '' : Buffer.from(body, 'base64').subarray(0, 400).toString('latin1')
  return /sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com/.test(open)
    ? { code: 'ssh.keyUnsupported', why: sk }
    : null
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'this account may not read it'
  if (code === 'EISDIR') return 'it is a folder'
  return cause instanceof Error ? cause.message : String(cause)
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
