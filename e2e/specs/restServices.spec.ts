// REST on services: every change is held against the engine's own object, as the docker command line shows it.
import { expect, test } from '../fixtures/swarmdeck.ts'

const web = (tag: string) => `registry.lab:5000/web:${tag}`

test.describe('REST services', { tag: '@browser' }, () => {
  test.beforeEach(({ manager }) => void manager)

  test('are listed with what is asked and what runs', { tag: '@core' }, async ({ rest, docker }) => {
    await docker.run('rest-web', web('1.0'), '--replicas', '2', '--label', 'team=blue')
    await docker.run('rest-all', web('1.0'), '--mode', 'global')
    await expect
      .poll(async () => (await rest.get('/api/swarm/services')).data)
      .toMatchObject([
        { name: 'rest-all', mode: { kind: 'global' }, running: 3, desired: 3, health: 'running' },
        { name: 'rest-web', mode: { replicas: 2 }, running: 2, desired: 2, labels: { team: 'blue' } },
      ])
    const one = await rest.get('/api/swarm/services/rest-web')
    const told = await docker.inspect('service', 'rest-web')
    expect(one.data).toMatchObject({
      id: told.ID,
      version: told.Version.Index,
      image: told.Spec.TaskTemplate.ContainerSpec.Image,
    })
    expect((await rest.get(`/api/swarm/services/${told.ID}`)).data.name).toBe('rest-web')
    expect(await rest.get('/api/swarm/services/nobody')).toMatchObject({
      status: 404,
      code: 'engine.notFound',
    })
  })

  test('are created with every option, as docker would', { tag: '@core' }, async ({ rest, docker }) => {
    await docker('node1', 'network', 'create', '--driver', 'overlay', 'rest-back')
    const answer = await rest.post('/api/swarm/services', {
      name: 'rest-full',
      image: web('1.0'),
      mode: { kind: 'replicated', replicas: 2 },
      env: [
        { name: 'COLOUR', value: 'blue' },
        { name: 'EMPTY', value: '' },
      ],
      labels: { team: 'blue' },
      ports: [{ published: 18080, target: 80, mode: 'host' }],
      mounts: [
        { type: 'volume', source: 'rest-data', target: '/data' },
        { type: 'bind', source: '/tmp', target: '/host', readOnly: true },
        { type: 'tmpfs', target: '/scratch', sizeBytes: 1048576 },
      ],
      networks: ['rest-back'],
      constraints: ['node.role==worker'],
      maxPerNode: 1,
      limits: { nanoCpus: 500_000_000, memoryBytes: 67108864 },
      update: {
        parallelism: 1,
        delayNs: 1_000_000_000,
        order: 'start-first',
        onFailure: 'rollback',
        monitorNs: 2_000_000_000,
        maxFailureRatio: 0.5,
      },
      healthcheck: {
        kind: 'command',
        command: 'wget -qO- http://127.0.0.1/',
        intervalNs: 1_000_000_000,
        timeoutNs: 1_000_000_000,
        startPeriodNs: 0,
        retries: 3,
      },
    })
    expect(answer.status).toBe(201)
    const { Spec } = await docker.inspect('service', 'rest-full')
    expect(Spec).toMatchObject({
      Labels: { team: 'blue' },
      Mode: { Replicated: { Replicas: 2 } },
      UpdateConfig: { Parallelism: 1, Delay: 1e9, Order: 'start-first', FailureAction: 'rollback' },
      EndpointSpec: {
        Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 18080, PublishMode: 'host' }],
      },
      TaskTemplate: {
        ContainerSpec: { Env: ['COLOUR=blue', 'EMPTY='], Healthcheck: { Retries: 3 } },
        Placement: { Constraints: ['node.role==worker'], MaxReplicas: 1 },
        Resources: { Limits: { NanoCPUs: 5e8, MemoryBytes: 67108864 } },
        Networks: [{}],
      },
    })
    // The digest is resolved as the docker command line resolves it.
    expect(Spec.TaskTemplate.ContainerSpec.Image).toMatch(
      /^registry\.lab:5000\/web:1\.0@sha256:[0-9a-f]{64}$/,
    )
    expect(Spec.TaskTemplate.ContainerSpec.Mounts).toMatchObject([
      { Type: 'volume', Source: 'rest-data', Target: '/data' },
      { Type: 'bind', Source: '/tmp', Target: '/host', ReadOnly: true },
      { Type: 'tmpfs', Target: '/scratch' },
    ])
    await expect
      .poll(async () => (await rest.get('/api/swarm/services/rest-full')).data.running, { timeout: 20_000 })
      .toBe(2)
    const again = await rest.post('/api/swarm/services', {
      name: 'rest-full',
      image: web('1.0'),
      mode: { kind: 'global' },
    })
    expect(again).toMatchObject({
      status: 409,
      code: 'engine.conflict',
      error: 'There is a service named rest-full already.',
      field: 'name',
    })
  })

  test(
    'are scaled, updated, rolled back, restarted and removed',
    { tag: '@core' },
    async ({ rest, docker }) => {
      await docker.run('rest-app', web('1.0'), '--with-registry-auth')
      const path = '/api/swarm/services/rest-app'
      const spec = async () => (await docker.inspect('service', 'rest-app')).Spec

      const scaled = await rest.post(`${path}/scale`, { replicas: 3 })
      expect(scaled.data).toMatchObject({ target: { kind: 'service', name: 'rest-app' } })
      expect((await spec()).Mode.Replicated.Replicas).toBe(3)
      await expect.poll(async () => (await docker.tasks('rest-app')).length).toBe(3)

      await rest.put(`${path}/image`, { image: web('2.0') })
      expect((await spec()).TaskTemplate.ContainerSpec.Image).toMatch(/web:2\.0@sha256:/)
      await expect
        .poll(async () => (await rest.get(path)).data, { timeout: 30_000 })
        .toMatchObject({ running: 3, health: 'running', update: { state: 'completed' } })

      await rest.post(`${path}/rollback`)
      await expect
        .poll(async () => (await spec()).TaskTemplate.ContainerSpec.Image, { timeout: 20_000 })
        .toMatch(/web:1\.0@sha256:/)
      await expect
        .poll(async () => (await rest.get(path)).data, { timeout: 30_000 })
        .toMatchObject({ running: 3, update: { state: 'rollback_completed' } })

      const before = (await spec()).TaskTemplate.ForceUpdate
      await rest.post(`${path}/restart`)
      expect((await spec()).TaskTemplate.ForceUpdate).toBe(before + 1)

      expect((await rest.delete(path)).success).toBe(true)
      expect(await docker('node1', 'service', 'ls', '-q', '--filter', 'name=rest-app')).toBe('')
      await expect.poll(async () => (await rest.get(path)).status).toBe(404)
    },
  )

  test('show their tasks with the reason of each failure', { tag: '@core' }, async ({ rest, docker }) => {
    await docker.run('rest-crash', 'registry.lab:5000/crash:1.0')
    await expect
      .poll(async () => (await rest.get('/api/swarm/services/rest-crash/tasks')).data, { timeout: 20_000 })
      .toContainEqual(
        expect.objectContaining({ state: 'failed', exitCode: 3, error: expect.stringContaining('exit') }),
      )
    const tasks = await rest.get('/api/swarm/services/rest-crash/tasks')
    expect(tasks.count).toBe(tasks.data.length)
  })

  test(
    'give their output: the last lines, since when, and as it comes',
    { tag: '@core' },
    async ({ rest, docker }) => {
      await docker.run('rest-chatty', 'registry.lab:5000/chatty:1.0', '--replicas', '2', '--env', 'RATE=20')
      await expect.poll(async () => (await docker.tasks('rest-chatty')).length).toBe(2)
      const path = '/api/swarm/services/rest-chatty/logs'
      const linesOf = async (query: string) =>
        (await (await rest.raw(path + query)).text()).split('\n').filter((line) => line !== '')

      // `tail` counts a task, as docker does.
      await expect.poll(async () => (await linesOf('?tail=5')).length).toBe(10)
      for (const line of await linesOf('?tail=5')) expect(line).toMatch(/^line \d+ from [0-9a-f]{12}$/)
      await expect.poll(async () => (await linesOf('?tail=all&since=1h')).length).toBeGreaterThan(40)
      expect(await linesOf(`?tail=all&since=${new Date(Date.now() + 3_600_000).toISOString()}`)).toEqual([])

      const abort = new AbortController()
      const following = await rest.raw(`${path}?tail=0&follow=true`, { signal: abort.signal })
      expect(following.headers.get('content-type')).toMatch(/^text\/plain/)
      let seen = ''
      const decoder = new TextDecoder()
      for await (const chunk of following.body ?? []) {
        seen += decoder.decode(chunk, { stream: true })
        if (seen.split('\n').length > 60) break
      }
      abort.abort()
      expect(seen).toMatch(/^line \d+ from/)
    },
  )

  const refused: readonly (readonly [what: string, body: unknown, field: string])[] = [
    ['scale', { replicas: -1 }, 'replicas'],
    ['scale', { replicas: 1.5 }, 'replicas'],
    ['scale', { replicas: 'x' }, 'replicas'],
    ['scale', { replicas: 1_000_000_000 }, 'replicas'],
    ['scale', {}, 'replicas'],
    ['image', { image: 'a b' }, 'image'],
    ['image', { image: '' }, 'image'],
    ['image', { image: 'Web:1.0' }, 'image'],
  ]
  test('refuse what cannot be at its field, and stay as they are', async ({ rest, docker }) => {
    await docker.run('rest-firm', web('1.0'))
    const { Version } = await docker.inspect('service', 'rest-firm')
    for (const [what, body, field] of refused) {
      const path = `/api/swarm/services/rest-firm/${what}`
      const answer = what === 'image' ? await rest.put(path, body) : await rest.post(path, body)
      expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, code: 'input.invalid', field })
    }
    const mode = { kind: 'global' }
    for (const [draft, field] of [
      [{ name: 'a/b', image: web('1.0'), mode }, 'name'],
      [{ name: 'a b', image: web('1.0'), mode }, 'name'],
      [{ name: '', image: web('1.0'), mode }, 'name'],
      [{ name: 'ok', image: 'a b', mode }, 'image'],
      [
        { name: 'ok', image: web('1.0'), mode, ports: [{ published: 70000, target: 80 }] },
        'ports.0.published',
      ],
    ] as const) {
      expect(await rest.post('/api/swarm/services', draft)).toMatchObject({ code: 'input.invalid', field })
    }
    expect((await docker.inspect('service', 'rest-firm')).Version).toEqual(Version)
    expect(await docker('node1', 'service', 'ls', '-q')).toHaveLength(12)
    const asks = [
      rest.raw('/api/swarm/services/rest-firm/logs?tail=x'),
      rest.raw('/api/swarm/events?limit=0'),
    ]
    for (const answer of await Promise.all(asks)) expect(answer.status).toBe(400)
  })

  test('name an image that no registry has', async ({ rest, docker }) => {
    await docker.run('rest-lost', web('1.0'))
    const { Version } = await docker.inspect('service', 'rest-lost')
    const answer = await rest.put('/api/swarm/services/rest-lost/image', { image: web('9.9') })
    // As docker does: a digest that cannot be resolved is told, not hidden.
    expect(JSON.stringify(answer)).toMatch(/image\.unresolved|could not be|no digest/i)
    if (!answer.success) expect((await docker.inspect('service', 'rest-lost')).Version).toEqual(Version)
  })

  test('keep both of two changes made at once', async ({ rest, docker }) => {
    await docker.run('rest-both', web('1.0'), '--label', 'a=1')
    const path = '/api/swarm/services/rest-both'
    const [scaled, updated] = await Promise.all([
      rest.post(`${path}/scale`, { replicas: 2 }),
      rest.put(`${path}/image`, { image: web('2.0') }),
      // Unlike the app, the docker command line may give up here; what it does is not the point.
      docker('node1', 'service', 'update', '--detach', '--quiet', '--env-add', 'X=1', 'rest-both').catch(
        () => '',
      ),
    ])
    expect([scaled.success, updated.success]).toEqual([true, true])
    const { Spec } = await docker.inspect('service', 'rest-both')
    expect(Spec.Mode.Replicated.Replicas).toBe(2)
    expect(Spec.TaskTemplate.ContainerSpec.Image).toContain('web:2.0')
    expect(Spec.Labels).toEqual({ a: '1' })
  })
})
