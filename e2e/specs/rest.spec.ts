// The REST contract of the browser host on a real swarm: others script against it. The docker command line is the oracle.
import { z } from 'zod'
import { expect, test } from '../fixtures/swarmdeck.ts'

const web = 'registry.lab:5000/web:1.0'

/** A list of objects, whatever else they hold. */
const list = (data: unknown) => z.array(z.record(z.string(), z.unknown())).parse(data)

test.describe('REST', { tag: '@browser' }, () => {
  test('shows nothing but the page without the token', async ({ rest }) => {
    expect((await rest.raw('/', { token: null })).status).toBe(200)
    for (const path of ['/api/connections', '/api/swarm/services', '/metrics', '/api/nothing']) {
      for (const token of [null, 'wrong']) {
        const response = await rest.raw(path, { token })
        expect(response.status, path).toBe(401)
        expect(await response.json()).toMatchObject({ success: false, code: 'rpc.forbidden' })
      }
    }
  })

  test('refuses another Host and a foreign Origin', async ({ rest, host }) => {
    const foreign = await rest.raw('/api/connections', { headers: { origin: 'http://evil.example' } })
    expect(foreign.status).toBe(403)
    const own = await rest.raw('/api/connections', { headers: { origin: host.origin } })
    expect(own.status).toBe(200)
  })

  test('answers an unknown route and a wrong method in the envelope', async ({ rest }) => {
    expect((await rest.get('/api/nothing')).status).toBe(404)
    expect((await rest.patch('/api/swarm/services')).status).toBe(405)
  })

  test('ends within two seconds of SIGTERM, also with a log being followed', async ({
    rest,
    host,
    manager,
    docker,
  }) => {
    await docker.run('rest-chatty', 'registry.lab:5000/chatty:1.0')
    await expect.poll(async () => (await docker.tasks('rest-chatty')).length).toBe(1)
    const following = await rest.raw(`/api/swarm/services/rest-chatty/logs?follow=true&connection=${manager}`)
    expect(following.status).toBe(200)
    const start = Date.now()
    expect(await host.stop()).toBe(0)
    expect(Date.now() - start).toBeLessThan(2000)
    await following.text().catch(() => '')
  })
})

test.describe('REST connections', { tag: '@browser' }, () => {
  test('are added, listed, changed, tested and removed', { tag: '@core' }, async ({ rest, lab }) => {
    const added = await rest.post('/api/connections', { name: 'prod', endpoint: lab.ssh() })
    expect(added.status).toBe(201)
    expect(added.data).toMatchObject({
      name: 'prod',
      readOnly: false,
      endpoint: { host: lab.address('node1') },
    })
    const one = `/api/connections/${added.data.id}`

    const all = await rest.get('/api/connections')
    expect(all.count).toBe(1)
    expect(all.data).toEqual([added.data])
    expect((await rest.get(one)).data).toEqual(added.data)

    const tested = await rest.post(`${one}/test`)
    expect(tested.data).toMatchObject({ via: 'ssh-stream', nodeName: 'node1', swarm: 'manager' })

    expect((await rest.patch(one, { name: 'production', readOnly: true })).data).toMatchObject({
      name: 'production',
      readOnly: true,
    })
    expect((await rest.delete(one)).status).toBe(200)
    expect((await rest.get(one)).code).toBe('connection.notFound')
    expect((await rest.get('/api/connections')).count).toBe(0)
  })

  test('never give a secret back', async ({ rest, lab }) => {
    const auth = { kind: 'password', password: 'swarm' } as const
    const added = await rest.post('/api/connections', {
      name: 'ops',
      endpoint: lab.ssh({ user: 'ops', auth }),
    })
    expect(added.status).toBe(201)
    for (const answer of [added, await rest.get('/api/connections')]) {
      expect(JSON.stringify(answer.data)).not.toContain('"swarm"')
    }
    expect((await rest.get('/api/swarm/info')).success).toBe(true)
  })

  test('refuse a host key nobody vouched for, and say its fingerprint', async ({ rest, lab }) => {
    const refused = await rest.post('/api/connections', {
      name: 'new',
      endpoint: { ...lab.ssh(), hostKey: null },
    })
    expect(refused).toMatchObject({
      code: 'ssh.hostKeyUnknown',
      details: { fingerprint: lab.fingerprint('node1') },
    })
    expect((await rest.get('/api/connections')).count).toBe(0)
  })

  test('have to be named where there are several', async ({ rest, lab, manager }) => {
    const second = await rest.post('/api/connections', { name: 'second', endpoint: lab.ssh() })
    expect((await rest.get('/api/swarm/info')).code).toBe('connection.ambiguous')
    for (const id of [manager, second.data.id]) {
      expect((await rest.get(`/api/swarm/info?connection=${id}`)).data.nodeName).toBe('node1')
    }
    expect(await rest.get('/api/swarm/info?connection=nobody')).toMatchObject({
      status: 404,
      code: 'connection.notFound',
    })
  })

  test('that are read-only change nothing', async ({ rest, lab, docker }) => {
    await docker.run('rest-fixed', web)
    await rest.post('/api/connections', { name: 'look', readOnly: true, endpoint: lab.ssh() })
    const refusals = [
      await rest.post('/api/swarm/services/rest-fixed/scale', { replicas: 3 }),
      await rest.put('/api/swarm/services/rest-fixed/image', { image: 'registry.lab:5000/web:2.0' }),
      await rest.post('/api/swarm/services/rest-fixed/restart'),
      await rest.post('/api/swarm/services/rest-fixed/rollback'),
      await rest.delete('/api/swarm/services/rest-fixed'),
      await rest.post('/api/swarm/services', {
        name: 'x',
        image: web,
        mode: { kind: 'replicated', replicas: 1 },
      }),
      await rest.put('/api/swarm/nodes/node3/availability', { availability: 'drain' }),
      await rest.put('/api/swarm/nodes/node3/labels', { labels: { a: 'b' } }),
    ]
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ status: 403, code: 'connection.readOnly' })
    expect((await rest.get('/api/swarm/services/rest-fixed')).data.mode).toMatchObject({ replicas: 1 })
    expect((await docker.inspect('service', 'rest-fixed')).Version.Index).toBe(
      (await rest.get('/api/swarm/services/rest-fixed')).data.version,
    )
  })
})

test.describe('REST cluster', { tag: '@browser' }, () => {
  test.beforeEach(({ manager }) => void manager)

  test(
    'tells what docker tells of the swarm and its nodes',
    { tag: '@core' },
    async ({ rest, lab, docker }) => {
      const info = await rest.get('/api/swarm/info')
      const swarmId = await docker('node1', 'info', '--format', '{{.Swarm.Cluster.ID}}')
      const version = await docker('node1', 'version', '--format', '{{.Server.Version}}')
      expect(info.data).toMatchObject({
        swarmId,
        engineVersion: version,
        nodeName: 'node1',
        nodeAddress: lab.address('node1'),
        managers: 1,
      })

      const nodes = await rest.get('/api/swarm/nodes')
      const told = await docker.list('node', 'ls')
      expect(nodes.count).toBe(told.length)
      for (const row of told) {
        const node = list(nodes.data).find((each) => each.id === row.ID)
        expect(node).toMatchObject({
          hostname: row.Hostname,
          availability: row.Availability?.toLowerCase(),
          state: row.Status?.toLowerCase(),
          role: row.ManagerStatus === '' ? 'worker' : 'manager',
        })
      }
      for (const reference of ['node2', nodes.data[0].id]) {
        const one = await rest.get(`/api/swarm/nodes/${reference}`)
        expect([one.data.hostname, one.data.id]).toContain(reference)
      }
      expect(await rest.get('/api/swarm/nodes/nobody')).toMatchObject({
        status: 404,
        code: 'engine.notFound',
      })
    },
  )

  test(
    'drains, pauses and activates a node and sets its labels',
    { tag: '@core' },
    async ({ rest, docker }) => {
      for (const availability of ['drain', 'pause', 'active']) {
        const answer = await rest.put('/api/swarm/nodes/node3/availability', { availability })
        expect(answer.data).toMatchObject({ target: { kind: 'node', name: 'node3' } })
        expect((await docker.inspect('node', 'node3')).Spec.Availability).toBe(availability)
      }
      await rest.put('/api/swarm/nodes/node3/labels', { labels: { disk: 'ssd', rack: 'r 7' } })
      expect((await docker.inspect('node', 'node3')).Spec.Labels).toEqual({ disk: 'ssd', rack: 'r 7' })
      await rest.put('/api/swarm/nodes/node3/labels', { labels: {} })
      expect((await docker.inspect('node', 'node3')).Spec.Labels).toEqual({})

      expect(await rest.put('/api/swarm/nodes/node3/availability', { availability: 'gone' })).toMatchObject({
        status: 400,
        code: 'input.invalid',
        field: 'availability',
      })
    },
  )

  test(
    'counts what docker counts, and says why it is not well',
    { tag: '@core' },
    async ({ rest, docker }) => {
      await docker.run('rest-three', web, '--replicas', '3')
      await expect.poll(async () => (await rest.get('/api/swarm/health')).data.overall).toBe('healthy')
      await expect
        .poll(async () => (await rest.get('/api/swarm/statistics')).data)
        .toMatchObject({
          nodes: { total: 3, ready: 3, managers: 1, workers: 2 },
          services: { total: 1, replicated: 1, global: 0 },
          replicas: { desired: 3, running: 3 },
        })

      await docker.run('rest-nowhere', web, '--constraint', 'node.labels.planet==mars')
      await expect
        .poll(async () => (await rest.get('/api/swarm/health')).data)
        .toMatchObject({
          overall: 'critical',
          reasons: [{ link: { kind: 'service', name: 'rest-nowhere' } }],
        })
      expect((await rest.get('/api/swarm/statistics')).data.replicas).toEqual({ desired: 4, running: 3 })
    },
  )

  test('offers the same figures to Prometheus', async ({ rest, docker }) => {
    await docker.run('rest-two', web, '--replicas', '2')
    await expect
      .poll(async () => await (await rest.raw('/metrics')).text())
      .toMatch(/^swarmdeck_replicas_running\{connection="lab"\} 2$/m)
    const response = await rest.raw('/metrics')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toMatch(/^swarmdeck_up\{connection="lab"\} 1$/m)
  })

  test('lists networks, stacks and events', { tag: '@core' }, async ({ rest, docker, lab }) => {
    await docker('node1', 'network', 'create', '--driver', 'overlay', '--attachable', 'rest-net')
    const networks = await rest.get('/api/swarm/networks')
    const told = await docker.list('network', 'ls', '--filter', 'scope=swarm')
    const swarmWide = list(networks.data).filter((each) => each.scope === 'swarm')
    expect(swarmWide.map((each) => String(each.name)).sort()).toEqual(
      told.map((row) => row.Name ?? '').sort(),
    )
    expect(swarmWide.find((each) => each.name === 'rest-net')).toMatchObject({
      driver: 'overlay',
      attachable: true,
    })

    const stack = `services: { front: { image: "${web}" }, back: { image: "${web}", deploy: { replicas: 2 } } }`
    await lab.exec(
      'node1',
      'sh',
      '-c',
      `printf '%s\\n' 'version: "3.8"' '${stack}' >/tmp/rest.yml; docker stack deploy -c /tmp/rest.yml shop`,
    )
    await expect
      .poll(async () => (await rest.get('/api/swarm/stacks')).data, { timeout: 20_000 })
      .toMatchObject([{ name: 'shop', services: 2, desired: 3, running: 3 }])
    const members = list((await rest.get('/api/swarm/stacks/shop')).data.members)
    expect(members.map((each) => String(each.name)).sort()).toEqual(['shop_back', 'shop_front'])
    expect((await rest.get('/api/swarm/stacks/none')).status).toBe(404)

    const events = await rest.get('/api/swarm/events?limit=1000')
    expect(events.count).toBe(events.data.length)
    expect(events.data).toContainEqual(
      expect.objectContaining({ type: 'service', action: 'create', actorName: 'shop_back' }),
    )
  })
})
