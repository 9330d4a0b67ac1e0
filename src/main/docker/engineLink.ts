// An open link: an engine that answers, what carries it, and how to tell whether it still lives.
import type { Duplex } from 'node:stream'
import type { AppError } from '../../shared/errors.ts'
import type { LinkVia } from '../../shared/model/connection.ts'
import { dockerOver } from './dockerClient.ts'
import type { Engine } from './engine.ts'
import { LinkAgent } from './linkAgent.ts'
import { negotiate, ping } from './negotiate.ts'

export interface EngineLink {
  readonly engine: Engine
  readonly via: LinkVia
  /** Round trip in milliseconds, on a socket of its own so that no stream can hold it up. */
  ping(signal: AbortSignal): Promise<number>
  /** Bytes received so far. A ping may be late behind a big answer; while this grows, the other side lives. */
  bytesRead(): number
  /** Calls once when the transport ends by itself. */
  onLost(listener: (error: AppError) => void): void
  /** Ends everything that runs over it. `abrupt`: the other side is known to be gone, no goodbye. */
  close(abrupt?: boolean): void
}

/** What a kind of endpoint brings: sockets to its engine, and its own end. */
export interface Carrier {
  readonly via: LinkVia
  readonly dial: () => Duplex
  /** How many sockets may be open at once, besides one for the ping. */
  readonly maxSockets?: number
  bytesRead(): number
  onLost(listener: (error: AppError) => void): void
  close(abrupt: boolean): void
}

/**
 * Negotiates over a carrier and makes the link. The carrier is left open when it fails: it belongs to the caller.
 * @throws AppError docker.tooOld, docker.tooNew, docker.notAnEngine; what the socket throws
 */
export async function linkOver(carrier: Carrier, signal: AbortSignal): Promise<EngineLink> {
  const agent = new LinkAgent(carrier.dial, carrier.maxSockets)
  const pingAgent = new LinkAgent(carrier.dial, 1)
  try {
    const { apiVersion, engineVersion } = await negotiate(agent, signal)
    return {
      engine: { docker: dockerOver(agent, apiVersion), apiVersion, engineVersion },
      via: carrier.via,
      ping: (pingSignal) => ping(pingAgent, pingSignal),
      bytesRead: () => carrier.bytesRead(),
      onLost: (listener) => carrier.onLost(listener),
      close: (abrupt = false) => {
        agent.destroy()
        pingAgent.destroy()
        carrier.close(abrupt)
      },
    }
  } catch (error) {
    agent.destroy()
    pingAgent.destroy()
    throw error
  }
}
