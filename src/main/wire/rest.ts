// The REST API of the browser host: finds the route, hands it the request, sends its answer. The token, Host and Origin
// were checked before.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Client } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { asAppError } from '../../shared/rpc/dispatch.ts'
import type { Log } from '../deps.ts'
import { sendData, sendError, sendText } from './restAnswer.ts'
import { connectionRoutes } from './restConnections.ts'
import { readBody, type RestRequest, type Route } from './restRoute.ts'
import { serviceRoutes } from './restServices.ts'
import { swarmRoutes } from './restSwarm.ts'

const routes: readonly Route[] = [...connectionRoutes, ...swarmRoutes, ...serviceRoutes]

/** Answers one request under /api. Never rejects. */
export async function answerRest(
  client: Client,
  log: Log,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  try {
    const { route, params } = findRoute(
      request.method === 'HEAD' ? 'GET' : (request.method ?? ''),
      url.pathname,
    )
    const asked: RestRequest = {
      client,
      query: url.searchParams,
      param: (name) => params[name] ?? '',
      body: route.method === 'GET' ? {} : await readBody(request),
      signal: gone.signal,
    }
    const answer = await route.run(asked)
    if (answer.kind === 'text') await sendText(response, answer.pieces)
    else sendData(response, answer.status ?? 200, answer.data)
  } catch (error) {
    if (gone.signal.aborted) return
    const shown = asAppError(error, `${request.method} ${url.pathname}`)
    // A handler's fault was logged where it was turned into an AppError; this one is of the routes themselves.
    if (shown !== error) log('error', shown.message, { error })
    if (error instanceof MethodNotAllowed) response.setHeader('allow', error.allowed.join(', '))
    // What is left of a refused body must not be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close')
    if (!response.headersSent) return sendError(response, shown)
    response.end(`# ${shown.message} ${shown.hint}\n`, () => response.destroy())
  }
}

/** 405 with the methods that there are. */
class MethodNotAllowed extends AppError {
  readonly allowed: readonly string[]
  constructor(method: string, path: string, allowed: readonly string[]) {
    super('rest.methodNotAllowed', `${path} does not take ${method}.`)
    this.allowed = allowed
  }
}

function findRoute(
  method: string,
  path: string,
): { readonly route: Route; readonly params: Readonly<Record<string, string>> } {
  const parts = pathParts(path)
  const found = routes.flatMap((route) => {
    const params = match(route.path.split('/').slice(1), parts)
    return params === null ? [] : [{ route, params }]
  })
  const chosen = found.find(({ route }) => route.method === method)
  if (chosen !== undefined) return chosen
  if (found.length > 0) {
    throw new MethodNotAllowed(
      method,
      path,
      found.map(({ route }) => route.method),
    )
  }
  throw new AppError('rest.unknownRoute', `This release has no route ${path}.`)
}

function pathParts(path: string): readonly string[] {
  try {
    return path.replace(/\/$/, '').split('/').slice(1).map(decodeURIComponent)
  } catch (cause) {
    throw new AppError('input.invalid', 'The path is not encoded as an address must be.', { cause })
  }
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (expected.startsWith(':') && part !== '') params[expected.slice(1)] = part
    else if (expected !== part) return null
  }
  return params
}
