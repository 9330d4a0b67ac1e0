// A saved way to reach one engine, and the state of the link to it.
import { z } from 'zod'
import { appErrorData } from '../errors.ts'

const host = z
  .string()
  .trim()
  .min(1, 'Enter a host name or an address.')
  .max(253, 'A host name has at most 253 characters.')
  .regex(
    /^[A-Za-z0-9._:%[\]-]+$/,
    'A host name holds letters, digits, dots and hyphens only; no user, port or path.',
  )
const port = z
  .number('Enter a port number.')
  .int('A port is a whole number.')
  .min(1, 'A port is between 1 and 65535.')
  .max(65535, 'A port is between 1 and 65535.')
const user = z
  .string()
  .trim()
  .min(1, 'Enter the login.')
  .max(64, 'A login has at most 64 characters.')
  .regex(/^[^\s@:/\\]+$/, 'A login has no spaces, @, : or slashes.')

/** How to prove who we are. Secrets are only ever inputs: they go into the secret store, never back out. */
export const sshAuth = z.discriminatedUnion('kind', [
  /** Like the ssh command: the agent, then the key files that ~/.ssh/config names or the usual ones. */
  z.object({ kind: z.literal('auto') }),
  /** Only the agent (SSH_AUTH_SOCK, or Pageant / the OpenSSH pipe on Windows). */
  z.object({ kind: z.literal('agent') }),
  /** One private key file, with a passphrase where it is encrypted. `~` is expanded in main. */
  z.object({
    kind: z.literal('key'),
    path: z.string().trim().min(1, 'Choose a private key file.'),
    passphrase: z.string().nullish(),
  }),
  /** A password; answered to keyboard-interactive too when the server asks one hidden question. */
  z.object({ kind: z.literal('password'), password: z.string().nullish() }),
  /** keyboard-interactive: the server's questions are shown and answered by the reader (one-time codes). */
  z.object({ kind: z.literal('interactive') }),
])
export type SshAuth = z.infer<typeof sshAuth>

/** `SHA256:` and 43 characters of base64, as ssh-keygen -l prints it. */
export const fingerprint = z
  .string()
  .trim()
  .regex(
    /^SHA256:[A-Za-z0-9+/]{43}=?$/,
    'A fingerprint reads SHA256: and 43 characters, as ssh-keygen -l prints it.',
  )

const sshHop = z.object({
  host,
  port: port.default(22),
  user,
  auth: sshAuth.default({ kind: 'auto' }),
  /** Pins this key for this connection; known_hosts still may forbid it (changed, revoked). */
  hostKey: fingerprint.nullish(),
})
export type SshHop = z.infer<typeof sshHop>

export const endpoint = z.discriminatedUnion('kind', [
  /** A unix socket, or a Windows named pipe such as //./pipe/docker_engine. */
  z.object({ kind: z.literal('local'), socket: z.string().trim().min(1, 'Enter the path of the socket.') }),
  /** An engine behind sshd, through zero or more jump hosts in order. */
  sshHop.extend({
    kind: z.literal('ssh'),
    jump: z.array(sshHop).max(8, 'At most 8 jump hosts.').default([]),
    /** The engine's socket on the far machine. */
    socket: z.string().trim().min(1).default('/var/run/docker.sock'),
  }),
  /** An engine on TCP with TLS; paths of PEM files. */
  z.object({
    kind: z.literal('tls'),
    host,
    port: port.default(2376),
    ca: z.string().trim().min(1, 'Choose the CA file.'),
    cert: z.string().trim().min(1, 'Choose the certificate file.'),
    key: z.string().trim().min(1, 'Choose the key file.'),
  }),
  /** The simulated swarm that the app itself runs on a private socket. */
  z.object({
    kind: z.literal('demo'),
    nodes: z.number().int().min(1).max(3000).default(5),
    services: z.number().int().min(1).max(2000).default(12),
  }),
])
export type Endpoint = z.infer<typeof endpoint>
export type EndpointInput = z.input<typeof endpoint>
export type SshEndpoint = Extract<Endpoint, { kind: 'ssh' }>

export const connectionName = z
  .string()
  .trim()
  .min(1, 'Give the connection a name.')
  .max(60, 'A name has at most 60 characters.')
  .regex(/^[^/\\\p{Cc}]+$/u, 'A name has no slashes or control characters.')

export const connectionDraft = z.object({
  name: connectionName,
  readOnly: z.boolean().default(false),
  endpoint,
})
export type ConnectionDraft = z.infer<typeof connectionDraft>
export type ConnectionDraftInput = z.input<typeof connectionDraft>

/** Where a connection's secrets are: nothing needed, sealed by the OS, in memory until the app closes, or missing. */
export const secretState = z.enum(['none', 'saved', 'session', 'missing'])
export type SecretState = z.infer<typeof secretState>

const withoutSecret = (auth: SshAuth): SshAuth => {
  if (auth.kind === 'key') return { ...auth, passphrase: null }
  return auth.kind === 'password' ? { kind: 'password', password: null } : auth
}

/** The endpoint with every password and passphrase taken out. */
export function withoutSecrets(from: Endpoint): Endpoint {
  if (from.kind !== 'ssh') return from
  const jump = from.jump.map((hop) => ({ ...hop, auth: withoutSecret(hop.auth) }))
  return { ...from, auth: withoutSecret(from.auth), jump }
}

/** A connection as it may leave main: `passphrase` and `password` are always absent (null), by construction. */
export const connection = z.object({
  id: z.string(),
  name: z.string(),
  readOnly: z.boolean(),
  endpoint: endpoint.transform(withoutSecrets),
  demo: z.boolean(),
  /** One line for people, as in `ssh deploy@10.20.0.11 through bastion.ams`. */
  address: z.string(),
  secrets: secretState,
  createdAt: z.iso.datetime(),
})
export type Connection = z.infer<typeof connection>

/** What the link rests on: which transport carries the engine's HTTP. */
export const linkVia = z.enum([
  'socket',
  'tls',
  'ssh-stream',
  'ssh-dial-stdio',
  'ssh-sudo-dial-stdio',
  'demo',
])
export type LinkVia = z.infer<typeof linkVia>

/** The link to one engine at this moment. Times are ISO, `latencyMs` in milliseconds. */
export const linkState = z.discriminatedUnion('state', [
  /** Nobody asked for it yet, or the reader disconnected. */
  z.object({ state: z.literal('idle') }),
  /** First contact: `step` says in words what is being tried. */
  z.object({ state: z.literal('connecting'), since: z.iso.datetime(), step: z.string() }),
  /** The server asks (keyboard-interactive): answer with `connections.answer`. */
  z.object({
    state: z.literal('asking'),
    since: z.iso.datetime(),
    askId: z.string(),
    host: z.string(),
    title: z.string(),
    prompts: z.array(z.object({ text: z.string(), echo: z.boolean() })),
  }),
  z.object({
    state: z.literal('connected'),
    since: z.iso.datetime(),
    via: linkVia,
    latencyMs: z.number().nullable(),
    engineVersion: z.string(),
    apiVersion: z.string(),
  }),
  /** Was connected; a next attempt comes by itself. What is on the screen is as of `lastLiveAt`. */
  z.object({
    state: z.literal('reconnecting'),
    since: z.iso.datetime(),
    lastLiveAt: z.iso.datetime(),
    attempt: z.number().int(),
    nextTryAt: z.iso.datetime().nullable(),
    error: appErrorData,
  }),
  /** Could not connect; `nextTryAt` is null where trying again unchanged cannot help (wrong password, changed key). */
  z.object({
    state: z.literal('failed'),
    since: z.iso.datetime(),
    lastLiveAt: z.iso.datetime().nullable(),
    nextTryAt: z.iso.datetime().nullable(),
    error: appErrorData,
  }),
])
export type LinkState = z.infer<typeof linkState>

/** A place found on this machine that could be added: a local engine, a docker context, a Host of ~/.ssh/config. */
export const foundPlace = z.object({
  source: z.enum(['local', 'context', 'sshConfig']),
  name: z.string(),
  address: z.string(),
  /** What adding it would save. */
  endpoint,
  /** The id of a connection that already reaches it. */
  savedAs: z.string().nullable(),
})
export type FoundPlace = z.infer<typeof foundPlace>

/** What a test of a connection found. */
export const connectionTest = z.object({
  via: linkVia,
  latencyMs: z.number(),
  engineVersion: z.string(),
  apiVersion: z.string(),
  nodeName: z.string(),
  swarm: z.enum(['manager', 'worker', 'none', 'locked']),
  swarmId: z.string().nullable(),
})
export type ConnectionTest = z.infer<typeof connectionTest>
