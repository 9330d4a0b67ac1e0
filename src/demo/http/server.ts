// The simulated engine's HTTP side: headers, errors in the engine's form, and one line to each route.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { Refusal } from '../refusal.ts'
import { engineVersion } from '../seed/nodes.ts'
import type { Simulation } from '../simulation.ts'
import { newestApi } from './about.ts'
import { changeRoutes } from './changeRoutes.ts'
import { eventRoutes } from './events.ts'
import { hostRoutes } from './hostRoutes.ts'
import { logRoutes } from './logs.ts'
import { readRoutes } from './readRoutes.ts'
import type { Answer, Route } from './router.ts'
import { readBody, router } from './router.ts'
import { secretRoutes } from './secretRoutes.ts'

/** Not listening yet. `now` is asked before each request, so that what is due has happened when it is answered. */
export function engineServer(simulation: Simulation, now: () => number): Server {
  const ping: Route = {
    method: 'GET',
    path: '/_ping',
    handle: ({ response }) => {
      response.setHeader('Cache-Control', 'no-cache, no-store, must-revalidate')
      response.setHeader('Pragma', 'no-cache')
      response.setHeader('Builder-Version', '2')
      response.setHeader('Swarm', 'active/manager')
      response.setHeader('Content-Type', 'text/plain; charset=utf-8')
      response.end('OK')
      return 'streamed'
    },
  }
  const find = router([
    ping,
    ...logRoutes,
    ...eventRoutes,
    ...changeRoutes,
    ...hostRoutes,
    ...secretRoutes,
    ...readRoutes,
  ])
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://engine')
    response.setHeader('Api-Version', newestApi)
    response.setHeader('Docker-Experimental', 'false')
    response.setHeader('Ostype', 'linux')
    response.setHeader('Server', `Docker/${engineVersion} (linux)`)
    const { handle, parts } = find(request.method ?? 'GET', url.pathname)
    simulation.advance(now())
    const given = await handle({
      simulation,
      request,
      response,
      parts,
      query: url.searchParams,
      body: (schema) => readBody(request, schema),
    })
    if (given !== 'streamed') send(response, given)
  }
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.destroy()
        return
      }
      const status = error instanceof Refusal ? error.status : 500
      const message = error instanceof Error ? error.message : String(error)
      send(response, { status, json: { message } })
    })
  })
}

function send(response: ServerResponse, { status = 200, json, raw }: Answer): void {
  const text = raw ?? (json === undefined ? '' : `${JSON.stringify(json)}\n`)
  if (text !== '') response.setHeader('Content-Type', 'application/json')
  response.writeHead(status, status === 204 ? {} : { 'Content-Length': Buffer.byteLength(text) })
  response.end(text)
}
