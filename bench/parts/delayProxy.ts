// A process of its own that passes TCP connections on, each byte held back on the way there and on the way back.
// Arguments: the delay of one way in milliseconds, then targets as host:port; `echo` is answered by the proxy itself.
// Prints one line of JSON: the local ports, in the order of the targets.
import net from 'node:net'

const [delay = '0', ...targets] = process.argv.slice(2)
const oneWayMs = Number(delay)

/** Writes what arrives `ms` later, in order; ends and errors are passed on. */
function pass(from: net.Socket, to: net.Socket, ms: number): void {
  const later = (act: () => void): void => {
    if (ms === 0) act()
    else setTimeout(act, ms)
  }
  from.on('data', (chunk) => later(() => !to.destroyed && to.write(chunk)))
  from.on('end', () => later(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.destroySoon()))
}

const servers = targets.map((target) =>
  net.createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    if (target === 'echo') {
      client.on('error', () => {})
      client.on('data', (chunk) =>
        setTimeout(() => setTimeout(() => client.write(chunk), oneWayMs), oneWayMs),
      )
      return
    }
    const [host = '', port = ''] = target.split(':')
    const server = net.connect({ host, port: Number(port), noDelay: true, allowHalfOpen: true })
    pass(client, server, oneWayMs)
    pass(server, client, oneWayMs)
  }),
)

const ports = await Promise.all(
  servers.map(
    (server) =>
      new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          const at = server.address()
          resolve(typeof at === 'object' && at ? at.port : 0)
        }),
      ),
  ),
)
console.log(JSON.stringify(ports))
// The parent's end is this one's end.
process.stdin.on('end', () => process.exit(0)).resume()
