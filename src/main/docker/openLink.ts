// Opens the link that an endpoint asks for, within one time limit.
import { AppError, assertNever } from '../../shared/errors.ts'
import type { Endpoint } from '../../shared/model/connection.ts'
import { addressOf } from './endpoint.ts'
import type { EngineLink } from './engineLink.ts'
import type { Ask, Attempt, EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { openLocal } from './localLink.ts'
import { openSsh } from './sshAgent.ts'
import { openTls } from './tlsLink.ts'
import { toAppError } from './toAppError.ts'

/** A person may wait 10 s for an answer: the attempt ends a little before. */
const attemptMs = 9000
const tcpTimeoutMs = 6000

/**
 * Opens a link: connects, proves who we are, finds the engine, agrees on an API version.
 * Takes at most 9 s, not counting the time in which the reader answers questions.
 * @throws AppError whatever went wrong, or `timeout`; the signal's reason where the caller gave up
 */
export async function openLink(
  endpoint: Endpoint,
  secrets: EndpointSecrets,
  deps: LinkDeps,
  options: { signal: AbortSignal; onStep: (step: string) => void; ask: Ask | null },
): Promise<EngineLink> {
  let step = `Connecting to ${addressOf(endpoint)}`
  const stopped = new AbortController()
  const clock = attemptClock(attemptMs, () => {
    stopped.abort(
      new AppError('timeout', `No link within ${attemptMs / 1000} s; it was still: ${lowerFirst(step)}.`),
    )
  })
  const { ask } = options
  const attempt: Attempt = {
    signal: AbortSignal.any([options.signal, stopped.signal]),
    tcpTimeoutMs,
    onStep: (next) => {
      step = next
      options.onStep(next)
    },
    ask: ask && ((question) => clock.pausedDuring(() => ask(question))),
  }
  attempt.onStep(step)
  try {
    return await open(endpoint, secrets, deps, attempt)
  } catch (error) {
    if (attempt.signal.aborted) throw toAppError(attempt.signal.reason, step)
    throw toAppError(error, step)
  } finally {
    clock.stop()
  }
}

async function open(
  endpoint: Endpoint,
  secrets: EndpointSecrets,
  deps: LinkDeps,
  attempt: Attempt,
): Promise<EngineLink> {
  switch (endpoint.kind) {
    case 'local':
      return openLocal(endpoint.socket, deps, attempt.signal)
    case 'tls':
      return openTls(endpoint, deps, attempt.signal)
    case 'ssh':
      return openSsh(endpoint, secrets, deps, attempt)
    case 'demo': {
      const demo = await deps.startDemo({ nodes: endpoint.nodes, services: endpoint.services })
      const stop = (): void =>
        void demo
          .close()
          .catch((error: unknown) => deps.log('warn', 'the demo did not stop', { error: String(error) }))
      try {
        const link = await openLocal(demo.socketPath, deps, attempt.signal, 'demo')
        return {
          ...link,
          close: (abrupt) => {
            link.close(abrupt)
            stop()
          },
        }
      } catch (error) {
        stop()
        throw error
      }
    }
    default:
      return assertNever(endpoint)
  }
}

/** Calls back once the time is used up; it does not run while a question is open. */
function attemptClock(
  ms: number,
  onEnd: () => void,
): { stop(): void; pausedDuring<T>(work: () => Promise<T>): Promise<T> } {
  let left = ms
  let started = performance.now()
  let timer = setTimeout(onEnd, left)
  return {
    stop: () => clearTimeout(timer),
    async pausedDuring(work) {
      clearTimeout(timer)
      left -= performance.now() - started
      try {
        return await work()
      } finally {
        started = performance.now()
        timer = setTimeout(onEnd, Math.max(left, 1000))
      }
    },
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
