// An SSH server for tests, in this process: what sshd does not do on demand (questions, several host keys, silence).
import { once } from 'node:events'
import http from 'node:http'
import ssh2, { type AuthContext, type ServerChannel } from 'ssh2'
import { keyPair } from './keyPairFixture.ts'

export interface FakeEngine {
  readonly server: http.Server
  /** What `GET /version` says; changeable while it runs. */
  version: Record<string, unknown>
  readonly requests: string[]
}

/** Answers what a link asks of an engine: /version, /_ping and /info. */
export function fakeEngine(): FakeEngine {
  const engine: FakeEngine = {
    version: { Version: '28.5.1', ApiVersion: '1.51', MinAPIVersion: '1.24' },
    requests: [],
    server: http.createServer((request, response) => {
      engine.requests.push(request.url ?? '')
      if (request.url === '/version') response.end(JSON.stringify(engine.version))
      else if (request.url === '/_ping') response.end('OK')
      else if (request.url?.endsWith('/info'))
        response.end(
          JSON.stringify({ Name: 'fake', Swarm: { LocalNodeState: 'locked', ControlAvailable: false } }),
        )
      else if (request.url?.includes('/events')) response.writeHead(200).flushHeaders()
      else response.writeHead(404).end('{"message":"page not found"}')
    }),
  }
  return engine
}

export interface SshServer {
  readonly port: number
  readonly hostKeys: readonly string[]
  /** How many clients have connected. */
  clients(): number
  close(): Promise<void>
}

/**
 * @param options.keys types of host keys, the preferred one first
 * @param options.login decides each offer of the client
 * @param options.engine answers on forwarded sockets; without one forwarding is refused
 */
export async function startSshServer(options: {
  keys?: ReadonlyArray<'ed25519' | 'ecdsa'>
  login: (context: AuthContext) => void
  engine?: FakeEngine
}): Promise<SshServer> {
  const pairs = (options.keys ?? ['ed25519']).map((type) => keyPair(type))
  const open = new Set<ssh2.Connection>()
  let clients = 0
  const server = new ssh2.Server({ hostKeys: pairs.map((pair) => pair.private) }, (client) => {
    clients += 1
    open.add(client)
    client.on('error', () => {})
    client.on('close', () => open.delete(client))
    client.on('authentication', options.login)
    client.on('openssh.streamlocal', (accept, reject) => {
      if (!options.engine) {
        reject()
        return
      }
      const channel: ServerChannel = accept()
      // An http.Server takes any duplex stream for a connection.
      options.engine.server.emit('connection', Object.assign(channel, socketMethods))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    hostKeys: pairs.map((pair) => pair.public.split(' ').slice(0, 2).join(' ')),
    clients: () => clients,
    close: async () => {
      for (const client of open) client.end()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const nothing = function (this: unknown): unknown {
  return this
}
const socketMethods = {
  setTimeout: nothing,
  setNoDelay: nothing,
  setKeepAlive: nothing,
  ref: nothing,
  unref: nothing,
  destroySoon: nothing,
}
