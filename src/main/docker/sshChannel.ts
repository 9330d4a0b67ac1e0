// Opens one channel of an SSH client, and forgets it where it comes too late.
import type { ClientChannel } from 'ssh2'

/** Opens a channel; one that arrives after the signal fired is closed again. */
export function openChannel(
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
