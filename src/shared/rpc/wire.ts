// What carries frames between a page and the program: IPC, a WebSocket, or memory in tests. It knows nothing of them.

/** A two-way line of text frames. Frames arrive in order, whole, at most once. */
export interface Wire {
  /** Sends one frame. A closed wire drops it: whoever sent it hears of the end through `onClose`. */
  send(frame: string): void
  /** Returns the unsubscribe. */
  onMessage(listener: (frame: string) => void): () => void
  /** Called once, with a clause why, when the wire is gone; at once where it is gone already. Returns the unsubscribe. */
  onClose(listener: (reason: string) => void): () => void
  /** Idempotent. */
  close(reason?: string): void
}

/** The listeners of one wire: what every kind of wire would otherwise write again. */
export class WireListeners {
  readonly #message = new Set<(frame: string) => void>()
  readonly #close = new Set<(reason: string) => void>()
  #closed: string | null = null

  get closed(): boolean {
    return this.#closed !== null
  }

  onMessage(listener: (frame: string) => void): () => void {
    this.#message.add(listener)
    return () => this.#message.delete(listener)
  }

  onClose(listener: (reason: string) => void): () => void {
    const reason = this.#closed
    if (reason === null) this.#close.add(listener)
    else queueMicrotask(() => listener(reason))
    return () => this.#close.delete(listener)
  }

  emitMessage(frame: string): void {
    if (this.closed) return
    for (const listener of this.#message) listener(frame)
  }

  emitClose(reason: string): void {
    if (this.closed) return
    this.#closed = reason
    const listeners = [...this.#close]
    this.#close.clear()
    this.#message.clear()
    for (const listener of listeners) listener(reason)
  }
}
