// One SSH channel as a socket that node:http can use: it buffers until the channel is open, and dies when told to.
import { Duplex } from 'node:stream'
import type { ClientChannel } from 'ssh2'

const maxStderr = 4096

/** A remote command that ended before it answered, as `docker system dial-stdio` does where it cannot reach the engine. */
export class CommandEnded extends Error {
  readonly exitCode: number | null
  readonly stderr: string

  constructor(exitCode: number | null, stderr: string) {
    super(`the remote command ended with ${exitCode === null ? 'a signal' : `code ${exitCode}`}`)
    this.name = 'CommandEnded'
    this.exitCode = exitCode
    this.stderr = stderr
  }
}

/**
 * ssh2's own channel is no socket: its destroy() waits for the other side, and it lacks what node:http calls.
 * `open` is asked for the channel at once; its signal fires when the socket is destroyed before.
 */
export class ChannelSocket extends Duplex {
  readonly #abandon = new AbortController()
  #channel: ClientChannel | null = null
  #whenOpen: (() => void) | null = null
  #answered = false
  #stderr = ''

  constructor(open: (signal: AbortSignal) => Promise<ClientChannel>) {
    super({ allowHalfOpen: true })
    open(this.#abandon.signal).then(
      (channel) => this.#attach(channel),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  }

  // What node:http calls on a socket and a channel has no use for.
  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  destroySoon(): void {
    if (this.writableFinished) this.destroy()
    else this.end(() => this.destroy())
  }

  override _read(): void {
    this.#channel?.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#onceOpen((channel) => channel.write(chunk, done))
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#onceOpen((channel) => {
      channel.end()
      done()
    })
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#abandon.abort()
    this.#channel?.close()
    this.#channel?.resume() // else what is left unread would keep the channel from closing
    done(error)
  }

  #onceOpen(act: (channel: ClientChannel) => void): void {
    if (this.#channel) act(this.#channel)
    else this.#whenOpen = () => this.#channel && act(this.#channel)
  }

  #attach(channel: ClientChannel): void {
    if (this.destroyed) {
      channel.close()
      channel.resume()
      return
    }
    this.#channel = channel
    let exitCode: number | null | undefined
    channel.on('data', (chunk: Buffer) => {
      this.#answered = true
      if (!this.destroyed && !this.push(chunk)) channel.pause()
    })
    channel.stderr.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < maxStderr) this.#stderr += chunk.toString('utf8')
    })
    channel.on('exit', (code: number | null) => (exitCode = code))
    channel.on('error', (error: Error) => this.destroy(error))
    channel.on('end', () => {
      // A command's end is judged by its exit code, which comes after.
      if (channel.type !== 'session') this.push(null)
    })
    channel.on('close', () => {
      if (this.destroyed) return
      if (exitCode !== undefined && !this.#answered)
        this.destroy(new CommandEnded(exitCode, this.#stderr.trim()))
      else if (this.readableEnded) this.destroy()
      else {
        this.once('end', () => this.destroy())
        this.push(null)
        if (this.readableLength === 0) this.resume()
      }
    })
    this.#whenOpen?.()
    this.#whenOpen = null
    this.emit('connect')
  }
}
