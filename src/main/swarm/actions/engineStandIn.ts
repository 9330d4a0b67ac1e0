// A small real HTTP server in the place of an engine, for tests: it keeps one service with versions, and records requests.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Dockerode from 'dockerode'
import type { Engine } from '../../docker/engine.ts'

export interface Recorded {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly registryAuth: string | undefined
  readonly body: unknown
}
export interface Answer {
  readonly status?: number
  readonly body: unknown
}

export interface EngineStandIn {
  readonly engine: Engine
  readonly requests: Recorded[]
  close(): Promise<void>
}

/** `answer` says what each request gets; undefined is a 404. */
export async function standInEngine(
  answer: (request: Recorded) => Answer | undefined,
): Promise<EngineStandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'))
  const socketPath = join(folder, 'docker.sock')
  const requests: Recorded[] = []
  const server: Server = createServer((request, response) => {
    void respond(request, response)
  })
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await read(request)
    const url = new URL(request.url ?? '/', 'http://engine')
    const auth = request.headers['x-registry-auth']
    const recorded: Recorded = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      registryAuth: typeof auth === 'string' ? auth : undefined,
      body: text === '' ? undefined : JSON.parse(text),
    }
    requests.push(recorded)
    const { status, body } = answer(recorded) ?? { status: 404, body: { message: 'not found' } }
    response.writeHead(status ?? 200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  await new Promise<void>((resolve) => {
    server.listen(socketPath, resolve)
  })
  return {
    engine: { docker: new Dockerode({ socketPath }), apiVersion: '1.45', engineVersion: '26.1' },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
      }),
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  request.setEncoding('utf8')
  for await (const chunk of request) text += String(chunk)
  return text
}
