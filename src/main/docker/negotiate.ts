// First words with an engine: is it one, which API versions does it speak, and does it still answer.
import http from 'node:http'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'

/** Engine 20.10; below it there is no `GET /services?status=true`. */
export const oldestApi = '1.41'
/** The newest API that this release knows. */
export const newestApi = '1.52'

const versionRecord = z.object({
  Version: z.string(),
  ApiVersion: z.string().regex(/^\d+\.\d+$/),
  MinAPIVersion: z.string().optional(),
})

export interface Negotiated {
  readonly apiVersion: string
  readonly engineVersion: string
}

/**
 * Asks for the engine's versions (`GET /version`, without a version of its own) and picks the newest both speak.
 * @throws AppError docker.tooOld, docker.tooNew, docker.notAnEngine; what the socket throws otherwise
 */
export async function negotiate(agent: http.Agent, signal: AbortSignal): Promise<Negotiated> {
  const answer = await get(agent, '/version', signal)
  const parsed = versionRecord.safeParse(answer.status === 200 ? parseJson(answer.body) : null)
  if (!parsed.success) {
    const said =
      answer.status === 200 ? 'but not as a Docker engine does' : `with HTTP status ${answer.status}`
    throw new AppError('docker.notAnEngine', `Something answers there, ${said}.`, {
      details: { status: answer.status },
    })
  }
  return pick(parsed.data)
}

/** The newest API version that both sides speak. */
export function pick(engine: {
  Version: string
  ApiVersion: string
  MinAPIVersion?: string | undefined
}): Negotiated {
  const { Version: engineVersion, ApiVersion: newest, MinAPIVersion: oldest } = engine
  const details = { engineVersion, apiVersion: newest, minApiVersion: oldest ?? null }
  if (compareApi(newest, oldestApi) < 0)
    throw new AppError(
      'docker.tooOld',
      `Engine ${engineVersion} speaks API ${newest} at most; Swarmdeck needs ${oldestApi} or newer.`,
      { details },
    )
  if (oldest && compareApi(oldest, newestApi) > 0)
    throw new AppError(
      'docker.tooNew',
      `Engine ${engineVersion} wants API ${oldest} or newer; this Swarmdeck knows up to ${newestApi}.`,
      { details },
    )
  return { apiVersion: compareApi(newest, newestApi) < 0 ? newest : newestApi, engineVersion }
}

/** Negative where `a` is the older version. */
export function compareApi(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number)
  const [majorB = 0, minorB = 0] = b.split('.').map(Number)
  return majorA - majorB || minorA - minorB
}

/** One `GET /_ping`; the round trip in milliseconds. */
export async function ping(agent: http.Agent, signal: AbortSignal): Promise<number> {
  const start = performance.now()
  const { status } = await get(agent, '/_ping', signal)
  if (status !== 200)
    throw new AppError(
      'docker.notRunning',
      `The engine answers with HTTP status ${status} when asked whether it is well.`,
    )
  return performance.now() - start
}

function get(
  agent: http.Agent,
  path: string,
  signal: AbortSignal,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      { agent, path, signal, socketPath: 'link', headers: { host: 'docker' } },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
          if (body.length > 1_000_000)
            request.destroy(new AppError('docker.notAnEngine', 'The answer is far too long.'))
        })
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
      },
    )
    request.on('error', (error) => {
      const garbled = 'code' in error && String(error.code).startsWith('HPE_')
      reject(
        garbled
          ? new AppError('docker.notAnEngine', 'What answers there does not speak HTTP.', { cause: error })
          : error,
      )
    })
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
