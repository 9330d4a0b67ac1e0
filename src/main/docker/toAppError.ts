// The one place that turns what the engine, SSH or the system throws into an AppError.
import { z } from 'zod'
import { AppError, type ErrorCode } from '../../shared/errors.ts'

/** What docker-modem throws for an answer that is not a success. */
const engineRefusal = z.object({
  statusCode: z.number(),
  json: z.object({ message: z.string() }).nullish().catch(null),
  reason: z.string().nullish().catch(null),
})

/**
 * @param about what was being done or asked about, as in `Scaling web` or `Service web`; it begins the message
 * @returns the error itself where it is an AppError already. Engine answers keep the engine's own words.
 */
export function toAppError(error: unknown, about: string): AppError {
  if (error instanceof AppError) return error
  const refusal = engineRefusal.safeParse(error)
  if (refusal.success) {
    const { statusCode, json, reason } = refusal.data
    const text = (json?.message ?? reason ?? `HTTP status ${statusCode}`).trim()
    return new AppError(codeOf(statusCode, text), sentence(about, text), {
      cause: error,
      details: { status: statusCode },
    })
  }
  if (!(error instanceof Error))
    return new AppError('internal', sentence(about, String(error)), { cause: error })
  // An AppError may arrive wrapped: as the reason of an abort, or as the cause of a broken stream.
  if (error.cause instanceof AppError) return error.cause
  if (error.name === 'AbortError')
    return new AppError('cancelled', sentence(about, 'it was stopped'), { cause: error })
  if (error.name === 'TimeoutError')
    return new AppError('timeout', sentence(about, 'no answer in time'), { cause: error })
  const code = 'code' in error ? String(error.code) : ''
  if (
    lostCodes.has(code) ||
    /socket hang up|^aborted$|Not connected|Channel open failure|No response from server/i.test(error.message)
  )
    return new AppError('link.lost', sentence(about, 'the link to the engine broke'), { cause: error })
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    return new AppError('docker.notRunning', sentence(about, 'the engine does not listen'), { cause: error })
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('docker.permission', sentence(about, 'this account may not use the engine'), {
      cause: error,
    })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new AppError('docker.unreachable', sentence(about, 'the host name cannot be resolved'), {
      cause: error,
    })
  if (code.startsWith('HPE_'))
    return new AppError('docker.notAnEngine', sentence(about, 'the answer is not HTTP'), { cause: error })
  return new AppError('internal', sentence(about, error.message), { cause: error })
}

const lostCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
])

/** The engine's status codes are coarse; its words tell swarm's own conditions apart (moby/swarmkit error texts). */
function codeOf(status: number, text: string): ErrorCode {
  if (/swarm is encrypted|needs to be unlocked|swarm is locked/i.test(text)) return 'swarm.locked'
  if (/worker nodes can't be used|is not a swarm manager\. (?:worker|either)/i.test(text))
    return 'swarm.notManager'
  if (/not a swarm manager|not part of a swarm|not participating as/i.test(text)) return 'swarm.none'
  if (/does not have a leader|lost quorum|no leader|raft: no elected|quorum/i.test(text))
    return 'swarm.noQuorum'
  if (/client version .* is too new/i.test(text)) return 'docker.tooOld'
  if (/client version .* is too old/i.test(text)) return 'docker.tooNew'
  if (/update out of sequence/i.test(text)) return 'engine.conflict'
  if (status === 404) return 'engine.notFound'
  if (status === 409) return 'engine.conflict'
  if (status === 400 || status === 406 || status === 422) return 'engine.invalid'
  return 'engine.failed'
}

const sentence = (about: string, text: string): string => `${about}: ${text}${/[.!?]$/.test(text) ? '' : '.'}`
