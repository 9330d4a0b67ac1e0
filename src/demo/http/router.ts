// Finds the handler of a request: version in the path or not, then method and path.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Simulation } from '../simulation.ts'
import { newestApi, oldestApi } from './about.ts'

export interface Call {
  readonly simulation: Simulation
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What stood for the starred parts of the path. */
  readonly parts: readonly string[]
  readonly query: URLSearchParams
  /** The JSON body. @throws Refusal 400 */
  readonly body: <T>(schema: z.ZodType<T>) => Promise<T>
}

export interface Answer {
  readonly status?: number
  readonly json?: unknown
  /** JSON that is text already. */
  readonly raw?: string
}
/** `streamed`: the handler answers by itself. */
export type Handler = (call: Call) => Answer | 'streamed' | Promise<Answer | 'streamed'>
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `*` for one part, `**` for several, as in names of images. */
  readonly path: string
  readonly handle: Handler
}

export type Find = (method: string, path: string) => { handle: Handler; parts: readonly string[] }

/** @throws Refusal 404 as the engine answers what it does not know; 400 for a version it does not speak. */
export function router(routes: readonly Route[]): Find {
  const compiled = routes.map((route) => ({
    ...route,
    pattern: new RegExp(
      `^${route.path
        .replaceAll('**', '(.+)')
        .replaceAll(/(?<!\.)\*/g, '([^/]+)')
        .replaceAll('(.+)', '(.+)')}$`,
    ),
  }))
  return (method, path) => {
    const plain = withoutVersion(path)
    const wanted = method === 'HEAD' ? 'GET' : method
    for (const route of compiled) {
      if (route.method !== wanted) continue
      const found = route.pattern.exec(plain)
      if (found) return { handle: route.handle, parts: found.slice(1).map(decode) }
    }
    throw new Refusal(404, 'page not found')
  }
}

function withoutVersion(path: string): string {
  const found = /^\/v(\d+)\.(\d+)(\/.*)$/.exec(path)
  if (!found) return path
  const [, major = '', minor = '', rest = ''] = found
  const version = `${major}.${minor}`
  if (isOlder(newestApi, version))
    throw new Refusal(
      400,
      `client version ${version} is too new. Maximum supported API version is ${newestApi}`,
    )
  if (isOlder(version, oldestApi))
    throw new Refusal(
      400,
      `client version ${version} is too old. Minimum supported API version is ${oldestApi}, please upgrade your client to a newer version`,
    )
  return rest
}

function isOlder(left: string, right: string): boolean {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number)
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number)
  return leftMajor < rightMajor || (leftMajor === rightMajor && leftMinor < rightMinor)
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new Refusal(404, 'page not found')
  }
}

/** More than any spec needs. */
const maxBody = 4 * 1024 * 1024

export async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > maxBody) throw new Refusal(400, 'http: request body too large')
    chunks.push(chunk)
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Refusal(400, size === 0 ? 'EOF' : 'invalid JSON: unexpected input')
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Refusal(400, `json: cannot unmarshal ${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? ''}`)
}
