// Keeps a wire to the program open for as long as the page lives, and tells how it stands.
import { AppError } from '../../shared/errors.ts'
import { openChannel, type Channel } from '../../shared/rpc/client.ts'
import { abortable } from '../../shared/rpc/flowControl.ts'
import { liveValue, type LiveValue } from './liveValue.ts'
import type { WireOpener } from './wire.ts'
import type { WireStatus } from './wireStatus.ts'

const firstWaitMs = 250
const longestWaitMs = 10_000

export interface KeptWire {
  readonly status: LiveValue<WireStatus>
  /** The open channel, waiting for it if need be. Rejects with `rpc.forbidden` where the page is refused. */
  channel(signal: AbortSignal): Promise<Channel>
  /** The open channel, or null while there is none. */
  present(): Channel | null
  /** Tries at once instead of after the planned pause. */
  retryNow(): void
  close(): void
}

/** Opens at once, and again with growing pauses (0.25 s to 10 s) whenever the wire breaks. */
export function keepWire(open: WireOpener): KeptWire {
  const status = liveValue<WireStatus>({ state: 'connecting' })
  const stop = new AbortController()
  let channel: Channel | null = null
  let hurry = (): void => {}

  const lose = (waitMs: number): void => {
    channel = null
    status.set({ state: 'lost', nextTryAt: new Date(Date.now() + waitMs).toISOString() })
  }

  const keep = async (): Promise<void> => {
    let waitMs = firstWaitMs
    while (!stop.signal.aborted) {
      try {
        const wire = await open(stop.signal)
        waitMs = firstWaitMs
        // Registered before the channel's own listener: whoever is failed by it finds the state true already.
        const broken = new Promise<void>((resolve) => wire.onClose(() => resolve(lose(waitMs))))
        stop.signal.addEventListener('abort', () => wire.close(), { once: true })
        channel = openChannel(wire)
        status.set({ state: 'open' })
        await broken
      } catch (error) {
        if (error instanceof AppError && error.code === 'rpc.forbidden') {
          status.set({ state: 'refused', error: error.toData() })
          return
        }
        // The first contact stays `connecting` until it succeeds once.
        if (status.get().state === 'lost') lose(waitMs)
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs)
        hurry = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }
  void keep()

  return {
    status,
    present: () => channel,
    async channel(signal) {
      for (;;) {
        if (channel !== null) return channel
        const now = status.get()
        if (now.state === 'refused') throw AppError.fromData(now.error)
        await changed(status, signal)
      }
    },
    retryNow: () => hurry(),
    close() {
      stop.abort()
      hurry()
    },
  }
}

async function changed(value: LiveValue<unknown>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const leave = value.subscribe(() => resolve())
  try {
    await abortable(promise, signal)
  } finally {
    leave()
  }
}
