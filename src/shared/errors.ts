// Errors are data: one code the program branches on, one sentence for the reader, one hint that names the next step.
// Only zod is known here, so both sides and the REST host share the same table.
import { z } from 'zod'

// What a schema has no sentence of its own for reads as the others do, on both sides.
z.config({ customError: inWords })

/**
 * Every error code with its next step. The table is exhaustive by construction: a code without a hint does not exist.
 * The `message` of an error says what happened and why; the hint says what to do.
 */
export const hints = {
  'input.invalid': 'Correct the marked field and try again.',
  'rpc.unknownMethod':
    'The window and the program are of different versions; reload the page or restart Swarmdeck.',
  'rpc.disconnected': 'The page lost its link to Swarmdeck; it reconnects by itself.',
  'rpc.forbidden': 'Open Swarmdeck with the address that the program printed; it holds the token.',
  'rest.unknownRoute': 'See the table of routes in the README.',
  'rest.methodNotAllowed': 'Use one of the methods that the Allow header names.',
  cancelled: 'Start it again when you are ready.',
  timeout: 'Check the network between here and the machine, then try again.',
  internal: 'This is a fault of Swarmdeck. Copy the details into an issue.',

  'connection.notFound': 'Choose a saved connection, or add it again.',
  'connection.notConnected': 'Connect first, or wait until the link is back.',
  'connection.ambiguous': 'Name one with ?connection=ID.',
  'connection.readOnly': 'Turn off read-only in the settings of this connection to allow changes.',

  'ssh.unreachable': 'Check the address, the port, the VPN and the firewall between here and there.',
  'ssh.authFailed':
    'Check the user name and the password or key, and that the server accepts that way of logging in.',
  'ssh.agentMissing': 'Start an SSH agent and add a key (ssh-add), or choose a key file or a password.',
  'ssh.keyUnreadable': 'Choose a private key file that exists and that you may read.',
  'ssh.keyUnsupported':
    'Use an ed25519, ECDSA or RSA key: FIDO (sk-) keys and OpenSSH certificates are not supported yet.',
  'ssh.passphraseNeeded': 'Enter the passphrase of the key, or add the key to your SSH agent.',
  'ssh.secretNeeded': 'Enter the password; it is not kept from the last session.',
  'ssh.hostKeyUnknown': 'Compare the fingerprint with the one on the server, then trust it.',
  'ssh.hostKeyChanged':
    'Find out why the key changed. If the machine was reinstalled, remove its old line from known_hosts by hand.',
  'ssh.hostKeyRevoked': 'The key is marked @revoked in known_hosts. Do not connect; ask who revoked it.',
  'ssh.jumpFailed': 'Check that the jump host allows TCP forwarding and reaches the target.',
  'ssh.protocol': 'Check that an SSH server answers on this port.',

  'docker.unreachable': 'Check the address, the port, the VPN and the firewall between here and there.',
  'docker.notFound': 'Install Docker on that machine, or point to the socket of its engine.',
  'docker.notRunning': 'Start the engine there (systemctl start docker), then try again.',
  'docker.permission':
    'Add the login to the group docker, allow sudo without a password for it, or use another login.',
  'docker.tooOld': 'Upgrade the engine to 20.10 or newer.',
  'docker.tooNew':
    'Upgrade Swarmdeck: this engine no longer speaks the API versions that this release knows.',
  'docker.notAnEngine': 'Check the address and the port: what answers there is not a Docker engine.',
  'tls.mismatch': 'Check the CA, the certificate and the key, and that the endpoint speaks TLS.',
  'tls.fileUnreadable': 'Choose PEM files that exist and that you may read.',

  'swarm.none': 'Connect to a machine that is in a swarm, or create one there with docker swarm init.',
  'swarm.notManager': 'Connect to a manager of this swarm: a worker cannot show or change the cluster.',
  'swarm.locked': 'Unlock the swarm on that manager with docker swarm unlock.',
  'swarm.noQuorum':
    'Bring back enough managers: without a majority of them nothing can be read reliably or changed.',

  'engine.notFound': 'It may have been removed meanwhile; look at the list again.',
  'engine.conflict': 'Look at the present state and decide again.',
  'engine.invalid': 'The engine refused the request; correct what it names.',
  'engine.failed': 'Look at the engine’s own log on that machine, then try again.',
  'image.unresolved': 'Check the image’s name and tag, the registry, and that you are logged in there.',
  'link.lost': 'The link is being restored; what you see may be old until then.',
  'store.failed': 'Check that the data folder can be written and the disk is not full.',
} as const

export type ErrorCode = keyof typeof hints
const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(hints, value)

/** Whether trying the same thing again, unchanged, can help. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'timeout',
  'rpc.disconnected',
  'connection.notConnected',
  'ssh.unreachable',
  'ssh.jumpFailed',
  'docker.unreachable',
  'docker.notRunning',
  'swarm.noQuorum',
  'engine.failed',
  'link.lost',
])

/** How an error travels over a wire or into the audit log. `details` never holds a secret. */
export const appErrorData = z.object({
  code: z.custom<ErrorCode>(isErrorCode),
  /** What happened and why, one sentence for the reader. */
  message: z.string(),
  /** What to do next. */
  hint: z.string(),
  retryable: z.boolean(),
  /** For `input.invalid`: the path of the field, as in `endpoint.port`. */
  field: z.string().optional(),
  /** Facts the screen or a script may use, such as `fingerprint`. */
  details: z.record(z.string(), z.unknown()).optional(),
})
export type AppErrorData = z.infer<typeof appErrorData>

export interface AppErrorExtras {
  readonly field?: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
  /** Replaces the table's hint where the situation knows better. */
  readonly hint?: string
}

/** The one error class that crosses rooms. Anything else that is thrown becomes `internal` at the rpc server. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly retryable: boolean
  readonly field: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(code: ErrorCode, message: string, extras: AppErrorExtras = {}) {
    super(message, { cause: extras.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = extras.hint ?? hints[code]
    this.retryable = retryableCodes.has(code)
    this.field = extras.field
    this.details = extras.details
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      retryable: this.retryable,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.details === undefined ? {} : { details: { ...this.details } }),
    }
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.message, {
      hint: data.hint,
      ...(data.field === undefined ? {} : { field: data.field }),
      ...(data.details === undefined ? {} : { details: data.details }),
    })
  }

  /** The first problem of a failed parse as `input.invalid` at its field. */
  static fromZod(error: z.ZodError): AppError {
    const issues = error.issues.map((each) => ({ field: each.path.join('.'), message: reasonOf(each) }))
    const first = issues[0]
    return new AppError('input.invalid', first?.message ?? 'The input is not valid.', {
      field: first?.field ?? '',
      details: { issues },
      cause: error,
    })
  }
}

/** The reason of an issue whose schema gives none; undefined leaves it to zod. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_value':
      return `Use ${oneOf(issue.values)}.`
    case 'invalid_union':
      return Array.isArray(issue.options) && issue.options.length > 0
        ? `Use ${oneOf(issue.options)}.`
        : 'This has none of the forms it may have.'
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.'
      return `Use ${kinds[issue.expected] ?? `a value of the kind ${issue.expected}`}.`
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return `At least ${issue.minimum} long.`
      return issue.inclusive === false ? `Greater than ${issue.minimum}.` : `At least ${issue.minimum}.`
    case 'too_big':
      if (issue.origin === 'string' || issue.origin === 'array') return `At most ${issue.maximum} long.`
      return issue.inclusive === false ? `Less than ${issue.maximum}.` : `At most ${issue.maximum}.`
    default:
      return undefined
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

/** `active, pause or drain` */
function oneOf(values: readonly unknown[]): string {
  const words = values.map(String)
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** A key that is refused has its reason one level deeper. */
const reasonOf = (issue: z.core.$ZodIssue): string =>
  (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ?? issue.message

/** Ends an exhaustive switch: the compiler refuses it while a variant is left. */
export function assertNever(value: never): never {
  throw new AppError('internal', `Unexpected variant: ${JSON.stringify(value)}`)
}
