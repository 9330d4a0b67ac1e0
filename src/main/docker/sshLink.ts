// One SSH connection to one machine, through its jump hosts, reused for everything that goes there.
import type net from 'node:net'
import type { Client, ClientChannel } from 'ssh2'
import { AppError } from '../../shared/errors.ts'
import type { SshEndpoint, SshHop } from '../../shared/model/connection.ts'
import { bareHost, hostAndPort, hopName } from './endpoint.ts'
import { readHostKeyRecord } from './hostKeys.ts'
import type { Attempt, EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { prepareLogin } from './sshAuth.ts'
import { resolveHost } from './sshConfig.ts'
import { logIn, OtherKeyType, withoutKeyTypes, type HopLogin } from './sshHop.ts'
import { openTcp } from './tcp.ts'

/** What a command on the far machine said. */
export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const maxOutput = 64 * 1024

/** Owns the chain of ssh2 clients to one machine: one client a host, closed together. */
export class SshLink {
  readonly #clients: readonly Client[]
  readonly #socket: net.Socket
  readonly #client: Client
  #closed = false

  private constructor(clients: readonly Client[], socket: net.Socket, client: Client) {
    this.#clients = clients
    this.#socket = socket
    this.#client = client
  }

  /**
   * Connects, checks the host key of every hop, logs in.
   * @throws AppError ssh.* (details.hop: 0 the target, 1… the jump hosts), or the reason of `attempt.signal`
   */
  static async open(
    endpoint: SshEndpoint,
    secrets: EndpointSecrets,
    deps: LinkDeps,
    attempt: Attempt,
  ): Promise<SshLink> {
    const hops = [
      ...endpoint.jump.map((hop, index) => ({ hop, index: index + 1 })),
      { hop: endpoint, index: 0 },
    ]
    const prepared = await Promise.all(
      hops.map(({ hop, index }) => prepareHop(hop, index, secrets.hops[index] ?? null, deps, attempt)),
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
    const last = clients.at(-1)
    if (!last || !socket) throw new AppError('internal', 'An SSH link needs at least one hop.')
    return new SshLink(clients, socket, last)
  }

  /** Bytes received from the network so far: it grows as long as the other side is alive and talking. */
  get bytesRead(): number {
    return this.#socket.bytesRead
  }

  /** Calls once when the connection ends for any reason but close(). */
  onLost(listener: (error: AppError) => void): void {
    let told = false
    const lost = (): void => {
      if (told || this.#closed) return
      told = true
      this.close()
      listener(new AppError('link.lost', 'The SSH connection ended.'))
    }
    for (const client of this.#clients) client.once('close', lost).once('end', lost)
  }

  /** A channel to a unix socket on the far machine (direct-streamlocal@openssh.com). */
  streamLocal(path: string, signal: AbortSignal): Promise<ClientChannel> {
    return openChannel(signal, (done) => this.#client.openssh_forwardOutStreamLocal(path, done))
  }

  /** Starts a command; counts against the server's MaxSessions (10 by default) until its channel is closed. */
  exec(command: string, signal: AbortSignal): Promise<ClientChannel> {
    return openChannel(signal, (done) => this.#client.exec(command, done))
  }

  /** Runs a short command to its end. Output over 64 KiB is cut. */
  async run(command: string, signal: AbortSignal): Promise<CommandResult> {
    const channel = await this.exec(command, signal)
    return new Promise((resolve, reject) => {
      const text = { stdout: '', stderr: '' }
      let code: number | null = null
      const stop = (): void => {
        channel.close()
        reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'))
      }
      signal.addEventListener('abort', stop, { once: true })
      const keep = (name: 'stdout' | 'stderr') => (chunk: Buffer) => {
        if (text[name].length < maxOutput) text[name] += chunk.toString('utf8')
      }
      channel.on('data', keep('stdout'))
      channel.stderr.on('data', keep('stderr'))
      channel.on('exit', (exit: number | null) => (code = exit))
      channel.on('close', () => {
        signal.removeEventListener('abort', stop)
        resolve({ code, ...text })
      })
      channel.end()
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const client of [...this.#clients].reverse()) client.end()
    // A dead peer never answers the goodbye: what is still open a moment later is cut.
    const cut = setTimeout(() => this.#socket.destroy(), 200)
    this.#socket.once('close', () => clearTimeout(cut))
  }

  /** Cuts the connection at once, without a goodbye: for a peer that is known to be gone. */
  destroy(): void {
    this.#closed = true
    for (const client of [...this.#clients].reverse()) client.destroy()
    this.#socket.destroy()
  }
}

/** Opens a channel; one that arrives after the signal fired is closed again. */
function openChannel(
  signal: AbortSignal,
  open: (done: (error: Error | undefined, channel: ClientChannel) => void) => void,
): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    const reason = (): Error => (signal.reason instanceof Error ? signal.reason : new Error('stopped'))
    if (signal.aborted) return reject(reason())
    const stop = (): void => reject(reason())
    signal.addEventListener('abort', stop, { once: true })
    try {
      open((error, channel) => {
        signal.removeEventListener('abort', stop)
        if (error) reject(error)
        else if (signal.aborted) {
          channel.close()
          channel.resume()
        } else resolve(channel)
      })
    } catch (error) {
      signal.removeEventListener('abort', stop)
      reject(error instanceof Error ? error : new Error(String(error)))
    }
  })
}

/** Reads keys and known_hosts first, so that a local problem is told before anything is connected. */
async function prepareHop(
  hop: SshHop,
  index: number,
  secret: string | null,
  deps: LinkDeps,
  attempt: Attempt,
): Promise<HopLogin> {
  const host = bareHost((await resolveHost(bareHost(hop.host), deps)).hostName)
  return {
    host,
    port: hop.port,
    user: hop.user,
    pinned: hop.hostKey ?? null,
    index,
    record: await readHostKeyRecord(host, hop.port, deps),
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
