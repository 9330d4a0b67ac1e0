// Logs in at one SSH server over a socket that is already open: host key first, then proofs, one outcome.
import type { Duplex } from 'node:stream'
import ssh2, { type AnyAuthMethod, type Client, type ServerHostKeyAlgorithm } from 'ssh2'
import { AppError } from '../../shared/errors.ts'
import { hostAndPort } from './endpoint.ts'
import { hostKeyOf, keyTypeOf, refuseHostKey, samePin, type HostKeyRecord } from './hostKeys.ts'
import type { Login } from './sshAuth.ts'

export interface HopLogin {
  readonly host: string
  readonly port: number
  /** Where known_hosts looks for its key; the port and host above, but for a HostKeyAlias. */
  readonly knownAs: { readonly host: string; readonly port: number }
  readonly user: string
  readonly pinned: string | null
  /** Position in the endpoint: 0 is the target, 1… the jump hosts. */
  readonly index: number
  readonly record: HostKeyRecord
  readonly login: Login
}

/** From the open socket to the end of the key exchange, for a server that says anything at all. */
const greetingMs = 6000

/** Raised inside when the key is of another type than the pinned one: the handshake is tried again without that type. */
export class OtherKeyType extends Error {
  readonly keyType: string
  readonly refusal: AppError
  constructor(keyType: string, refusal: AppError) {
    super('another type of host key')
    this.keyType = keyType
    this.refusal = refusal
  }
}

/**
 * Shakes hands and logs in. The socket is destroyed when it fails.
 * @throws AppError ssh.hostKey…, ssh.authFailed, ssh.protocol and what the login names; OtherKeyType
 */
export function logIn(
  hop: HopLogin,
  sock: Duplex,
  algorithms: readonly ServerHostKeyAlgorithm[],
  signal: AbortSignal,
): Promise<Client> {
  const client = new ssh2.Client()
  const where = hostAndPort(hop.host, hop.port, 22)
  let refusal: AppError | OtherKeyType | null = null
  let authenticating = false
  return new Promise<Client>((resolve, reject) => {
    let settled = false
    const fail = (error: unknown): void => {
      if (settled) return
      settled = true
      clearTimeout(greeting)
      signal.removeEventListener('abort', onAbort)
      client.destroy()
      sock.destroy()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const onAbort = (): void => fail(signal.reason)

    // ssh2 would wait for ever for something else to turn into SSH; mere silence is left to the attempt's own clock.
    const greeting = setTimeout(() => {
      if ('bytesRead' in sock && sock.bytesRead !== 0)
        fail(meaning(new Error('no greeting'), false, hop, where))
    }, greetingMs)
    client.on('handshake', () => {
      clearTimeout(greeting)
      authenticating = true
    })
    // ssh2 may emit several errors for one failure, and one for each agent that does not answer: the first fatal one counts.
    client.on('error', (error) => {
      if (error.level === 'agent') return
      fail(refusal ?? meaning(error, authenticating, hop, where))
    })
    client.on('close', () => fail(refusal ?? meaning(new Error('closed'), authenticating, hop, where)))
    client.on('change password', () =>
      fail(
        new AppError(
          'ssh.authFailed',
          `The password of ${hop.user}@${where} has expired and must be changed there first.`,
        ),
      ),
    )
    client.on('ready', () => {
      settled = true
      signal.removeEventListener('abort', onAbort)
      resolve(client)
    })
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) return onAbort()
    try {
      client.connect({
        sock,
        username: hop.user,
        readyTimeout: 0, // the attempt has its own clock, which stops while the reader is asked
        keepaliveInterval: 10_000, // backstop: the heartbeat of the link notices sooner
        keepaliveCountMax: 3,
        strictVendor: false,
        agentForward: false,
        algorithms: { serverHostKey: [...algorithms] },
        hostVerifier: (raw: Buffer) => {
          const key = hostKeyOf(raw)
          const refused = refuseHostKey(key, hop.record, { ...hop.knownAs, pinned: hop.pinned })
          if (!refused) return true
          const details = { ...refused.details, hop: hop.index }
          const told = new AppError(refused.code, refused.message, { hint: refused.hint, details })
          const otherType =
            hop.pinned !== null && !samePin(hop.pinned, key) && hop.record.verdict(key).kind === 'unknown'
          refusal = otherType ? new OtherKeyType(key.type, told) : told
          return false
        },
        authHandler: (accepted, partial, next) => {
          const offer = (method: AnyAuthMethod | false): void => {
            // ssh2's types know no way to say "nothing left", its documentation does: false.
            if (method === false) fail(hop.login.refusal())
            else if (!settled) next(method)
          }
          const method = hop.login.next(accepted, partial ?? false)
          if (method instanceof Promise) method.then(offer).catch(fail)
          else offer(method)
        },
      })
    } catch (error) {
      fail(error)
    }
  })
}

/** The algorithms left when keys of these types are not wanted. */
export const withoutKeyTypes = (
  algorithms: readonly ServerHostKeyAlgorithm[],
  types: ReadonlySet<string>,
): ServerHostKeyAlgorithm[] => algorithms.filter((algorithm) => !types.has(keyTypeOf(algorithm)))

function meaning(
  error: Error & { level?: string; code?: unknown },
  authenticating: boolean,
  hop: HopLogin,
  where: string,
): AppError {
  const text = error.message
  if (error.level === 'client-authentication' || /too many authentication failures/i.test(text))
    return hop.login.refusal()
  if (authenticating)
    return new AppError('ssh.authFailed', `${where} ended the login of ${hop.user} before it was decided.`, {
      cause: error,
      details: { hop: hop.index, undecided: true },
    })
  const reason = /closed|lost before handshake|ECONNRESET/i.test(text)
    ? 'it accepted the connection and closed it at once'
    : /no matching/i.test(text)
      ? `no common algorithm (${text})`
      : 'what answers there does not speak SSH'
  return new AppError('ssh.protocol', `No SSH session with ${where}: ${reason}.`, {
    cause: error,
    details: { hop: hop.index },
  })
}
