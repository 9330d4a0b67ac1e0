// Takes the secrets out of an endpoint and says which hop each belongs to: 0 is the target, 1… the jump hosts in order.
import { assertNever } from '../../shared/errors.ts'
import type { Endpoint, SshAuth, SshHop } from '../../shared/model/connection.ts'

export interface SplitEndpoint {
  /** The same endpoint with every password and passphrase null: what is saved and what may leave main. */
  readonly endpoint: Endpoint
  /** By hop; null where none was given. Empty for endpoints that know no secrets. */
  readonly hops: ReadonlyArray<string | null>
}

/** Separates an endpoint from the secrets inside it. An empty secret counts as none. */
export function splitEndpoint(given: Endpoint): SplitEndpoint {
  if (given.kind !== 'ssh') return { endpoint: given, hops: [] }
  return {
    endpoint: {
      ...given,
      auth: withoutSecret(given.auth),
      jump: given.jump.map((hop) => ({ ...hop, auth: withoutSecret(hop.auth) })),
    },
    hops: hopsOf(given).map((hop) => secretOf(hop.auth)),
  }
}

/** The target and the jump hosts, in the order secrets are counted. */
export function hopsOf(given: Endpoint): readonly SshHop[] {
  return given.kind === 'ssh' ? [given, ...given.jump] : []
}

/** Whether a secret kept for `before` may be used for `after`: only for the same login there, proven the same way. */
export function keepsSecret(before: SshHop | undefined, after: SshHop): boolean {
  return (
    before !== undefined &&
    before.host === after.host &&
    before.port === after.port &&
    before.user === after.user &&
    before.auth.kind === after.auth.kind &&
    (before.auth.kind !== 'key' || after.auth.kind !== 'key' || before.auth.path === after.auth.path)
  )
}

function secretOf(auth: SshAuth): string | null {
  switch (auth.kind) {
    case 'password':
      return auth.password ? auth.password : null
    case 'key':
      return auth.passphrase ? auth.passphrase : null
    case 'auto':
    case 'agent':
    case 'interactive':
      return null
    default:
      return assertNever(auth)
  }
}

function withoutSecret(auth: SshAuth): SshAuth {
  switch (auth.kind) {
    case 'password':
      return { kind: 'password', password: null }
    case 'key':
      return { kind: 'key', path: auth.path, passphrase: null }
    case 'auto':
    case 'agent':
    case 'interactive':
      return auth
    default:
      return assertNever(auth)
  }
}
