// The browser host's server: the pages, their wires, REST and metrics on one port. Everything but the pages needs the
// token; everything at all needs a fitting Host and Origin.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { hostname } from 'node:os'
import { contract, type Handlers } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { asAppError } from '../../shared/rpc/dispatch.ts'
import { localClient } from '../../shared/rpc/localClient.ts'
import { serve } from '../../shared/rpc/server.ts'
import type { Log } from '../deps.ts'
import type { Assets } from './assets.ts'
import { scrape } from './metrics.ts'
import { hostAllowed, originAllowed } from './origin.ts'
import { answerRest } from './rest.ts'
import { sendError } from './restAnswer.ts'
import { bearerToken, sameToken } from './token.ts'
import { acceptWebSocketWires, refuseUpgrade } from './webSocketWire.ts'

export interface WebHostOptions {
  readonly handlers: Handlers
  readonly assets: Assets
  readonly token: string
  /** The address to listen on, and the port; 0 for any free one. */
  readonly listen: string
  readonly port: number
  /** The OS login, for the audit log. */
  readonly user: string
  readonly log: Log
  /** The page that a first visit begins with, as in `/c/demo/overview`; the welcome page where it is left out. */
  readonly startPage?: string
}

export interface WebHost {
  readonly port: number
  /** As in `http://127.0.0.1:7780/`. */
  readonly address: string
  close(): Promise<void>
}

/** Resolves once it listens; rejects with the error of `listen` (EADDRINUSE, EACCES …). */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { handlers, token, listen, user, log } = options
  const onFault = (method: string, error: unknown): void => log('error', `${method} failed`, { error })
  const client = localClient(contract, handlers, { via: 'rest', user }, { onFault })
  const names = new Set([listen.toLowerCase(), hostname().toLowerCase()])
  const wires = acceptWebSocketWires(token, (wire) => {
    serve(contract, handlers, wire, { via: 'browser', user }, { onFault })
  })
  const welcome = ({ headers }: IncomingMessage): boolean =>
    hostAllowed(headers.host, names, listen) && originAllowed(headers.origin, headers.host)

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      log('error', 'A request failed', { error })
      sendError(response, asAppError(error, 'this request'))
    })
  })
  server.on('upgrade', (request, socket, head) => {
    if (!welcome(request)) return refuseUpgrade(socket, '403 Forbidden')
    if (pathOf(request) !== '/wire') return refuseUpgrade(socket, '404 Not Found')
    wires.upgrade(request, socket, head)
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!welcome(request)) return sendError(response, foreign(), 403)
    const url = urlOf(request)
    if (url === null) return sendError(response, new AppError('input.invalid', 'The address is malformed.'))
    const closed = url.pathname === '/metrics' || url.pathname === '/api' || url.pathname.startsWith('/api/')
    if (!closed) return showPage(options, request, response, url.pathname)
    const given = bearerToken(request.headers.authorization)
    if (given === null || !sameToken(given, token)) {
      response.setHeader('www-authenticate', 'Bearer')
      return sendError(response, missingToken(given))
    }
    if (url.pathname !== '/metrics') return answerRest(client, log, request, response, url)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    try {
      const text = await scrape(client, url.searchParams.get('connection'), gone.signal)
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text)
    } catch (error) {
      sendError(response, asAppError(error, '/metrics'))
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, listen, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port
  return {
    port,
    address: `http://${listen.includes(':') ? `[${listen}]` : listen}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        wires.close()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function showPage(
  { assets, startPage }: WebHostOptions,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    return sendError(response, new AppError('rest.methodNotAllowed', `${path} can only be read.`))
  }
  // A first visit is told where to begin, and keeps the token behind its # (browsers carry that over); a reload, which
  // they mark with Cache-Control, stays where it is.
  const first = request.url === '/' && request.headers['cache-control'] === undefined
  if (first && startPage !== undefined) {
    const location = `/?page=${encodeURIComponent(startPage)}`
    response.writeHead(302, { location, 'cache-control': 'no-store' }).end()
    return
  }
  const asset = assets(path)
  if (asset === null) return sendError(response, new AppError('rest.unknownRoute', `There is no ${path}.`))
  response.writeHead(200, { ...asset.headers, 'content-length': asset.body.length }).end(asset.body)
}

function urlOf(request: IncomingMessage): URL | null {
  const target = request.url ?? ''
  if (!target.startsWith('/')) return null
  return URL.canParse(`http://host${target}`) ? new URL(`http://host${target}`) : null
}

const pathOf = (request: IncomingMessage): string | null => urlOf(request)?.pathname ?? null

const foreign = (): AppError =>
  new AppError('rpc.forbidden', 'This request came by a name or from a page that is not this host’s own.', {
    hint: 'Use the very address that the program printed.',
  })

const missingToken = (given: string | null): AppError =>
  new AppError('rpc.forbidden', given === null ? 'The token is missing.' : 'The token is wrong.', {
    hint: 'Send it as Authorization: Bearer TOKEN; the program printed it when it started.',
  })
