import { execFile, execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { DemoEngine } from './engine.ts'
import { startDemoEngine } from './engine.ts'

let engine: DemoEngine
beforeAll(async () => {
  engine = await startDemoEngine({ nodes: 5, services: 12, speed: 10, life: false })
})
afterAll(() => engine.close())

function ask(path: string, method = 'GET', body?: unknown): Promise<{ status: number; bytes: Buffer }> {
  return new Promise((answered, failed) => {
    const sent = request({ socketPath: engine.socketPath, path, method }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => answered({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }))
    })
    sent.on('error', failed)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
const json = async (path: string): Promise<unknown> => JSON.parse((await ask(path)).bytes.toString())

describe('the demo engine', () => {
  it('keeps its socket where only this account can go', () => {
    if (process.platform === 'win32') return
    expect(statSync(dirname(engine.socketPath)).mode & 0o777).toBe(0o700)
  })

  it('says that it is a demo', async () => {
    const info = await json('/v1.41/info')
    expect(info).toMatchObject({
      Name: 'demo-node1',
      Labels: ['swarmdeck.demo=true'],
      Swarm: { ControlAvailable: true, Nodes: 5, Managers: 3 },
    })
  })

  it('answers with and without a version, and refuses one it does not speak', async () => {
    expect((await ask('/_ping')).bytes.toString()).toBe('OK')
    expect((await ask('/v1.51/_ping')).status).toBe(200)
    const tooNew = await ask('/v1.99/info')
    expect(tooNew.status).toBe(400)
    expect(tooNew.bytes.toString()).toContain('client version 1.99 is too new')
  })

  it.each([
    ['/nope', 404, 'page not found'],
    ['/services/nope', 404, 'service nope not found'],
    ['/services/shop_web/logs', 400, 'Bad parameters: you must choose at least one stream'],
    ['/services?filters=%7Bbad', 400, 'invalid filter: {bad'],
  ])('refuses %s in the form of the engine', async (path, status, message) => {
    const answer = await ask(path)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.bytes.toString())).toEqual({ message })
  })

  it.each([
    [{ Name: 'a b' }, 400, 'name must be valid as a DNS name component'],
    [{ Name: 'x', TaskTemplate: { ContainerSpec: { Image: 'a b' } } }, 400, 'is not a valid repository/tag'],
    [{ Name: 'shop_web' }, 409, 'service shop_web already exists'],
    [
      { Name: 'x', EndpointSpec: { Ports: [{ TargetPort: 1, PublishedPort: 8080 }] } },
      400,
      "port '8080' is already in use by service 'shop_web'",
    ],
  ])('refuses to create %j', async (part, status, message) => {
    const spec = { TaskTemplate: { ContainerSpec: { Image: 'nginx' } }, ...part }
    const answer = await ask('/services/create', 'POST', spec)
    expect(answer.status).toBe(status)
    expect(answer.bytes.toString().replaceAll('\\"', '"')).toContain(message)
  })

  it('filters tasks by service, node and desired state', async () => {
    const filters = encodeURIComponent(
      JSON.stringify({ service: ['edge_traefik'], node: ['demo-node2'], 'desired-state': ['running'] }),
    )
    const tasks = await json(`/tasks?filters=${filters}`)
    expect(tasks).toMatchObject([{ DesiredState: 'running', Status: { State: 'running' } }])
  })

  it('replays what happened before it was started, at its own times', async () => {
    const until = (Date.now() / 1000).toFixed(3)
    const filters = encodeURIComponent(JSON.stringify({ scope: ['swarm'] }))
    const { bytes } = await ask(`/events?since=1&until=${until}&filters=${filters}`)
    const events = bytes
      .toString()
      .trim()
      .split('\n')
      .map((line) => z.looseObject({ time: z.number() }).parse(JSON.parse(line)))
    expect(events).toContainEqual(
      expect.objectContaining({
        Type: 'service',
        Action: 'update',
        Actor: expect.objectContaining({
          Attributes: expect.objectContaining({ name: 'shop_api', 'replicas.old': '3', 'replicas.new': '4' }),
        }),
      }),
    )
    const ages = events.map(({ time }) => Date.now() / 1000 - time)
    expect(Math.max(...ages)).toBeGreaterThan(24 * 3600)
    const { bytes: hour } = await ask(`/events?since=${Math.floor(Date.now() / 1000) - 3600}&until=${until}`)
    expect(hour.toString().trim().split('\n').length).toBeLessThan(events.length)
  })

  it('frames the lines of a log with their stream and length', async () => {
    const { bytes } = await ask('/services/auth_db/logs?stdout=1&stderr=1&tail=2&timestamps=1')
    expect(bytes[0]).toBe(2)
    const length = bytes.readUInt32BE(4)
    expect(bytes.subarray(8, 8 + length).toString()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z .*LOG: .*\n$/)
  })

  it('takes its folder away when it closes', async () => {
    const other = await startDemoEngine({ nodes: 1, services: 0 })
    await other.close()
    expect(existsSync(dirname(other.socketPath))).toBe(process.platform === 'win32')
  })

  it.each([
    { nodes: 0, services: 1 },
    { nodes: 1.5, services: 1 },
    { nodes: 5, services: 2001 },
    { nodes: 5, services: 1, speed: 0 },
  ])('refuses a size of %j', async (size) => {
    await expect(startDemoEngine(size)).rejects.toThrow(RangeError)
  })
})

function hasDocker(): boolean {
  try {
    execFileSync('docker', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write('skipped: the demo engine through the docker CLI (no docker on the PATH)\n')
    return false
  }
}

describe.skipIf(process.platform === 'win32' || !hasDocker())(
  'the demo engine through the docker CLI',
  () => {
    const run = promisify(execFile)
    const docker = async (...args: string[]): Promise<string> => {
      const env = { ...process.env, DOCKER_HOST: `unix://${engine.socketPath}` }
      return (await run('docker', args, { env })).stdout
    }

    it('lists nodes, services, tasks and stacks', async () => {
      expect(await docker('node', 'ls', '--format', '{{.Hostname}} {{.ManagerStatus}}')).toContain(
        'demo-node1 Leader',
      )
      expect(await docker('service', 'ls')).toMatch(/shop_search +replicated +2\/3 \(max 1 per node\)/)
      expect(await docker('service', 'ps', 'shop_web')).toContain('Running')
      expect(await docker('stack', 'ls')).toContain('monitoring')
      expect(await docker('stack', 'services', 'shop')).toContain('shop_web')
      expect(await docker('service', 'inspect', '--pretty', 'shop_web')).toContain('Max failure ratio: 0')
    })

    it('scales, updates and rolls back to convergence', async () => {
      expect(await docker('service', 'scale', 'shop_cache=4')).toContain('Service shop_cache converged')
      expect(await docker('service', 'update', '--image', 'redis:7.8', 'shop_cache')).toContain('converged')
      expect(await docker('service', 'update', '--rollback', 'shop_cache')).toContain('converged')
      expect(await docker('node', 'update', '--availability', 'drain', 'demo-node5')).toContain('demo-node5')
      expect(await docker('service', 'logs', '--tail', '1', 'shop_api')).toContain('shop_api.1')
      expect(await docker('events', '--since', '1m', '--until', '0s')).toContain(
        'updatestate.new=rollback_completed',
      )
    }, 60_000)
  },
)
