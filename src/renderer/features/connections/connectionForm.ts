// The address form: what the reader typed, what it means as a connection, and which field is wrong. Pure.
import { assertNever } from '../../../shared/errors.ts'
import {
  connectionDraft,
  type Connection,
  type ConnectionDraft,
  type Endpoint,
} from '../../../shared/model/connection.ts'

export type AuthKind = 'auto' | 'agent' | 'key' | 'password' | 'interactive'

/** One machine on the way, as typed. */
export interface HopForm {
  readonly host: string
  readonly port: string
  readonly user: string
  readonly auth: AuthKind
  readonly keyPath: string
  /** The password, or the passphrase of the key; empty keeps what is saved. */
  readonly secret: string
  /** Only for the form's list. */
  readonly key: string
}

export interface ConnectionForm {
  readonly name: string
  readonly readOnly: boolean
  readonly kind: 'ssh' | 'local' | 'tls'
  readonly target: HopForm
  readonly jump: readonly HopForm[]
  /** The engine's socket on the far machine. */
  readonly remoteSocket: string
  readonly localSocket: string
  readonly tlsHost: string
  readonly tlsPort: string
  readonly ca: string
  readonly cert: string
  readonly certKey: string
}

/** The field's path in the form (`jump.0.port`) and what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string>>

let nextKey = 0
export const emptyHop = (): HopForm => ({
  host: '',
  port: '22',
  user: '',
  auth: 'auto',
  keyPath: '',
  secret: '',
  key: `hop${(nextKey += 1)}`,
})

export const emptyForm = (): ConnectionForm => ({
  name: '',
  readOnly: false,
  kind: 'ssh',
  target: emptyHop(),
  jump: [],
  remoteSocket: '/var/run/docker.sock',
  localSocket: '/var/run/docker.sock',
  tlsHost: '',
  tlsPort: '2376',
  ca: '',
  cert: '',
  certKey: '',
})

/** A saved connection or a found place in the form, to be changed. Secrets never come back: their fields are empty. */
export function formOf(saved: Pick<Connection, 'name' | 'readOnly' | 'endpoint'>): ConnectionForm {
  const base: ConnectionForm = { ...emptyForm(), name: saved.name, readOnly: saved.readOnly }
  const { endpoint } = saved
  switch (endpoint.kind) {
    case 'ssh':
      return {
        ...base,
        kind: 'ssh',
        target: hopForm(endpoint),
        jump: endpoint.jump.map(hopForm),
        remoteSocket: endpoint.socket,
      }
    case 'local':
      return { ...base, kind: 'local', localSocket: endpoint.socket }
    case 'tls':
      return {
        ...base,
        kind: 'tls',
        tlsHost: endpoint.host,
        tlsPort: String(endpoint.port),
        ca: endpoint.ca,
        cert: endpoint.cert,
        certKey: endpoint.key,
      }
    case 'demo':
      return base
  }
  return assertNever(endpoint)
}

/**
 * The connection that the form describes, or the errors by field. `kept` is the endpoint being changed: pinned host keys
 * of hops that stay the same machine are carried over.
 */
export function readForm(
  form: ConnectionForm,
  kept?: Endpoint,
): { readonly draft: ConnectionDraft } | { readonly errors: FieldErrors } {
  const name = form.name.trim() === '' ? suggestedName(form) : form.name
  const parsed = connectionDraft.safeParse({
    name,
    readOnly: form.readOnly,
    endpoint: endpointOf(form, kept),
  })
  if (parsed.success) return { draft: parsed.data }
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues)
    errors[fieldOf(form.kind, issue.path.map(String))] ??= issue.message
  return { errors }
}

/** Where an error that main names (`endpoint.jump.0.host`) stands in the form. */
export function fieldOf(kind: ConnectionForm['kind'], path: readonly string[]): string {
  const [root, ...rest] = path
  if (root !== 'endpoint') return root ?? 'name'
  if (kind === 'local') return 'localSocket'
  if (kind === 'tls') return tlsFields[rest[0] ?? ''] ?? 'tlsHost'
  if (rest[0] === 'socket') return 'remoteSocket'
  if (rest[0] === 'jump') return rest[1] === undefined ? 'jump' : `jump.${rest[1]}.${hopField(rest.slice(2))}`
  return `target.${hopField(rest)}`
}

/** The name used where none is typed: the host, or what it is. */
export function suggestedName(form: ConnectionForm): string {
  if (form.kind === 'ssh') return form.target.host.trim()
  return form.kind === 'tls' ? form.tlsHost.trim() : 'This machine'
}

const tlsFields: Readonly<Record<string, string>> = {
  host: 'tlsHost',
  port: 'tlsPort',
  ca: 'ca',
  cert: 'cert',
  key: 'certKey',
}

function hopField(path: readonly string[]): string {
  if (path[0] !== 'auth') return path[0] ?? 'host'
  return path[1] === 'path' ? 'keyPath' : 'secret'
}

function endpointOf(form: ConnectionForm, kept?: Endpoint): unknown {
  if (form.kind === 'local') return { kind: 'local', socket: form.localSocket }
  if (form.kind === 'tls') {
    const { tlsHost: host, tlsPort, ca, cert, certKey: key } = form
    return { kind: 'tls', host, port: portOf(tlsPort), ca, cert, key }
  }
  const before = kept?.kind === 'ssh' ? kept : null
  return {
    kind: 'ssh',
    ...hopOf(form.target, before === null ? [] : [before]),
    jump: form.jump.map((hop) => hopOf(hop, before?.jump ?? [])),
    socket: form.remoteSocket,
  }
}

interface PinnedHop {
  readonly host: string
  readonly port: number
  readonly hostKey?: string | null | undefined
}

function hopOf(hop: HopForm, before: readonly PinnedHop[]): Readonly<Record<string, unknown>> {
  const port = portOf(hop.port)
  const pinned = before.find((each) => each.host === hop.host.trim() && each.port === port)?.hostKey
  return {
    host: hop.host,
    port,
    user: hop.user,
    auth: authOf(hop),
    ...(pinned === undefined || pinned === null ? {} : { hostKey: pinned }),
  }
}

function authOf(hop: HopForm): unknown {
  const secret = hop.secret === '' ? null : hop.secret
  switch (hop.auth) {
    case 'key':
      return { kind: 'key', path: hop.keyPath, passphrase: secret }
    case 'password':
      return { kind: 'password', password: secret }
    case 'auto':
    case 'agent':
    case 'interactive':
      return { kind: hop.auth }
  }
  return assertNever(hop.auth)
}

/** Digits only: `22x`, `1e3` and the empty field are no port. */
const portOf = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : Number.NaN)

function hopForm(hop: {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly auth: { readonly kind: AuthKind; readonly path?: string }
}): HopForm {
  return {
    ...emptyHop(),
    host: hop.host,
    port: String(hop.port),
    user: hop.user,
    auth: hop.auth.kind,
    keyPath: hop.auth.path ?? '',
  }
}
