// One SSH connection to one machine, through its jump hosts, reused for everything that goes there.
import type net from 'node:net'
import type { Client, ClientChannel } from 'ssh2'
import { AppError } from '../../shared/errors.ts'
import type { SshEndpoint } from '../../shared/model/connection.ts'
import type { Attempt, EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { openChain, type SshChain } from './sshChain.ts'
import { openChannel } from './sshChannel.ts'

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

  private constructor(chain: SshChain) {
    this.#clients = chain.clients
    this.#socket = chain.socket
    this.#client = chain.target
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
    return new SshLink(await openChain(endpoint, secrets, deps, attempt))
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
