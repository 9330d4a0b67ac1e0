// Version numbers, and real HTTP servers that are or are not an engine.
import http from 'node:http'
import net from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { LinkAgent } from './linkAgent.ts'
import { compareApi, negotiate, newestApi, pick, ping } from './negotiate.ts'

const servers: net.Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
async function agentFor(server: net.Server): Promise<LinkAgent> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  return new LinkAgent(() => net.connect(port, '127.0.0.1'))
}
const answering = (body: string, status = 200) =>
  agentFor(http.createServer((_request, response) => response.writeHead(status).end(body)))
const never = new AbortController().signal

describe('the API version', () => {
  it('is the newest that both speak', () => {
    expect(pick({ Version: '20.10.24', ApiVersion: '1.41', MinAPIVersion: '1.12' }).apiVersion).toBe('1.41')
    expect(pick({ Version: '28.5.1', ApiVersion: '1.51', MinAPIVersion: '1.24' }).apiVersion).toBe('1.51')
    expect(pick({ Version: '29.0.0', ApiVersion: '1.99', MinAPIVersion: '1.44' }).apiVersion).toBe(newestApi)
  })
  it('has no match where the engine is too old or too new', () => {
    expect(() => pick({ Version: '19.03', ApiVersion: '1.40' })).toThrow(
      expect.objectContaining({ code: 'docker.tooOld' }),
    )
    expect(() => pick({ Version: '99', ApiVersion: '2.5', MinAPIVersion: '2.0' })).toThrow(
      expect.objectContaining({ code: 'docker.tooNew' }),
    )
  })
  it('is compared by number, not by letter', () => {
    expect(compareApi('1.9', '1.41')).toBeLessThan(0)
    expect(compareApi('1.41', '1.41')).toBe(0)
    expect(compareApi('2.0', '1.99')).toBeGreaterThan(0)
  })
})

describe('what answers', () => {
  it('is an engine where it names its versions', async () => {
    const agent = await answering('{"Version":"28.5.1","ApiVersion":"1.51","MinAPIVersion":"1.24"}')
    expect(await negotiate(agent, never)).toEqual({ apiVersion: '1.51', engineVersion: '28.5.1' })
  })
  it.each([
    ['<html>', 200],
    ['{"hello":1}', 200],
    ['no', 404],
  ])('is no engine where it says %s with status %d', async (body, status) => {
    await expect(negotiate(await answering(body, status), never)).rejects.toMatchObject({
      code: 'docker.notAnEngine',
    })
  })
  it('is no engine where it does not speak HTTP', async () => {
    const agent = await agentFor(net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    await expect(negotiate(agent, never)).rejects.toMatchObject({ code: 'docker.notAnEngine' })
  })
})

it('measures the round trip of a ping, and refuses one that is not well', async () => {
  expect(await ping(await answering('OK'), never)).toBeGreaterThan(0)
  await expect(ping(await answering('', 500), never)).rejects.toMatchObject({ code: 'docker.notRunning' })
})

it('gives up with the signal', async () => {
  const agent = await agentFor(net.createServer(() => {}))
  await expect(negotiate(agent, AbortSignal.timeout(30))).rejects.toMatchObject({ name: 'AbortError' })
})
