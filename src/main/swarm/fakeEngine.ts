// For tests: an HTTP server on a private socket that answers like an engine, its answers settable, its requests counted.
import Dockerode from 'dockerode'
import { mkdtempSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LinkState } from '../../shared/model/connection.ts'
import type { Engine } from '../docker/engine.ts'
import { connected } from './samples.ts'

export interface FakeEngine {
  readonly engine: Engine
  /** By path, as in `/services`: the answer's body, or a status and the engine's message. */
  readonly answers: Map<string, unknown>
  /** Every request's path and query, in order. */
  readonly requests: string[]
  /** Sends one event to all who listen. */
  emit(event: object): void
  /** Ends every open event stream, as an engine that restarts does. */
  dropStreams(): void
  close(): Promise<void>
}

export class Refusal {
  readonly status: number
  readonly message: string
  constructor(status: number, message: string) {
    this.status = status
    this.message = message
  }
}

export async function fakeEngine(answers: Record<string, unknown>): Promise<FakeEngine> {
  const table = new Map(Object.entries(answers))
  const requests: string[] = []
  const streams = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://engine')
    requests.push(`${url.pathname}${decodeURIComponent(url.search)}`)
    if (url.pathname === '/events' && !url.searchParams.has('until')) {
      response.writeHead(200).flushHeaders()
      streams.add(response)
      response.on('close', () => streams.delete(response))
      return
    }
    const answer = table.get(url.pathname) ?? new Refusal(404, `${url.pathname} not found`)
    const refused = answer instanceof Refusal
    response.writeHead(refused ? answer.status : 200, { 'content-type': 'application/json' })
    if (Buffer.isBuffer(answer)) response.end(answer)
    else response.end(JSON.stringify(refused ? { message: answer.message } : answer))
  })
  const socketPath = join(mkdtempSync(join(tmpdir(), 'swarmdeck-fake-')), 'engine.sock')
  await new Promise<void>((resolve) => server.listen(socketPath, resolve))
  return {
    engine: { docker: new Dockerode({ socketPath }), apiVersion: '1.41', engineVersion: '20.10.24' },
    answers: table,
    requests,
    emit: (event) => {
      for (const stream of streams) stream.write(`${JSON.stringify(event)}\n`)
    },
    dropStreams: () => {
      for (const stream of streams) stream.destroy()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A link to it whose state the test sets. */
export class FakeLink {
  state: LinkState = { state: 'idle' }
  readonly #engine: Engine
  readonly #listeners = new Set<(state: LinkState) => void>()
  constructor(engine: Engine) {
    this.#engine = engine
  }
  onState(listener: (state: LinkState) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  engine(): Engine {
    return this.#engine
  }
  become(state: LinkState): void {
    this.state = state
    for (const listener of this.#listeners) listener(state)
  }
  connect(): void {
    this.become({ ...connected })
  }
}
