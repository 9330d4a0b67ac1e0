// The way to a machine: every hop in order, each with its host key checked, the next through the one before.
import type net from 'node:net'
import type { Client, ClientChannel } from 'ssh2'
import { AppError } from '../../shared/errors.ts'
import type { SshEndpoint } from '../../shared/model/connection.ts'
import { configuredWay, type WayHop } from './configuredWay.ts'
import { hopName, hostAndPort } from './endpoint.ts'
import { readHostKeyRecord } from './hostKeys.ts'
import type { Attempt, EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { prepareLogin } from './sshAuth.ts'
import { openChannel } from './sshChannel.ts'
import { logIn, OtherKeyType, withoutKeyTypes, type HopLogin } from './sshHop.ts'
import { openTcp } from './tcp.ts'

export interface SshChain {
  /** Logged in, in the order of the way; the last one is the target. */
  readonly clients: readonly Client[]
  readonly target: Client
  /** The TCP connection that carries all of it. */
  readonly socket: net.Socket
}

/**
 * Connects, checks the host key of every hop, logs in. Nothing stays open when it fails.
 * @throws AppError ssh.* (details.hop: 0 the target, 1… the jump hosts), or the reason of `attempt.signal`
 */
export async function openChain(
  endpoint: SshEndpoint,
  secrets: EndpointSecrets,
  deps: LinkDeps,
  attempt: Attempt,
): Promise<SshChain> {
  const way = await configuredWay(endpoint, deps)
  const prepared = await Promise.all(
    way.map((each) => prepareHop(each, secrets.hops[each.index] ?? null, deps, attempt)),
  )
  const clients: Client[] = []
  let socket: net.Socket | null = null
  const closeAll = (): void => {
    for (const client of [...clients].reverse()) client.destroy()
    socket?.destroy()
  }
  try {
    for (const target of prepared) {
      const before = clients.at(-1)
      const name = hostAndPort(target.host, target.port, 22)
      const client = await withPinRetries(
        target,
        attempt.signal,
        async () => {
          attempt.onStep(before ? `Opening a way to ${name}` : `Connecting to ${name}`)
          if (before) return forward(before, target, attempt.signal)
          socket = await openTcp(target.host, target.port, attempt)
          return socket
        },
        () => attempt.onStep(`Logging in to ${hopName(target)}`),
      )
      clients.push(client)
    }
  } catch (error) {
    closeAll()
    throw error
  }
  const target = clients.at(-1)
  if (!target || !socket) throw new AppError('internal', 'An SSH link needs at least one hop.')
  return { clients, target, socket }
}

/** Reads keys and known_hosts first, so that a local problem is told before anything is connected. */
async function prepareHop(
  { hop, index, host, port, knownAs }: WayHop,
  secret: string | null,
  deps: LinkDeps,
  attempt: Attempt,
): Promise<HopLogin> {
  return {
    host,
    port,
    knownAs,
    user: hop.user,
    pinned: hop.hostKey ?? null,
    index,
    record: await readHostKeyRecord(knownAs.host, knownAs.port, deps),
    login: await prepareLogin(hop, { index, secret, ask: attempt.ask, deps }),
  }
}

/** A pinned key may be of a type the server does not show first: then the others are tried. */
async function withPinRetries(
  hop: HopLogin,
  signal: AbortSignal,
  open: () => Promise<net.Socket | ClientChannel>,
  onOpen: () => void,
): Promise<Client> {
  const unwanted = new Set<string>()
  let first: AppError | null = null
  for (;;) {
    const algorithms = withoutKeyTypes(hop.record.algorithms, unwanted)
    if (first && algorithms.length === 0) throw first
    const sock = await open()
    onOpen()
    try {
      return await logIn(hop, sock, algorithms, signal)
    } catch (error) {
      if (error instanceof OtherKeyType) {
        first ??= error.refusal
        unwanted.add(error.keyType)
      } else if (first && error instanceof AppError && error.code === 'ssh.protocol') throw first
      else throw error
    }
  }
}

async function forward(from: Client, to: HopLogin, signal: AbortSignal): Promise<ClientChannel> {
  try {
    return await openChannel(signal, (done) => from.forwardOut('127.0.0.1', 0, to.host, to.port, done))
  } catch (cause) {
    if (signal.aborted) throw cause
    const reason =
      cause instanceof Error ? cause.message.replace(/^\(SSH\) Channel open failure: /, '') : String(cause)
    throw new AppError(
      'ssh.jumpFailed',
      `The jump host before it could not open a way to ${hostAndPort(to.host, to.port, 22)}: ${reason}.`,
      { cause, details: { hop: to.index } },
    )
  }
}
