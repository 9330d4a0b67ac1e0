// Every action against a real swarm, run through the application's own handlers and checked with the docker CLI there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandLine } from '../../shared/commandLine.ts'
import type { HandlerContext } from '../../shared/contract/index.ts'
import { action as actionSchema, type ActionInput, type Operation } from '../../shared/model/action.ts'
import { serviceDraft, type ServiceDraftInput } from '../../shared/model/serviceSpec.ts'
import { shellLine } from '../../shared/shellQuote.ts'
import { createApp, type App } from '../app.ts'

const lab = process.env['SWARMDECK_LAB'] ?? ''
const net = process.env['SWARMDECK_LAB_NET'] ?? ''
const ready = lab !== '' && net !== ''
// oxlint-disable-next-line no-console -- a skipped suite says why, loudly
if (!ready) console.warn('operations.lab: skipped, no lab (SWARMDECK_LAB and SWARMDECK_LAB_NET are not set)')

/** Over plain ssh, so that nothing of this program stands between the test and docker. */
const onNode = (node: number, ...words: string[]): string =>
  execFileSync(
    'ssh',
    [
      '-i',
      join(lab, 'id_ed25519'),
      '-o',
      'StrictHostKeyChecking=no',
      '-o',
      'UserKnownHostsFile=/dev/null',
      '-o',
      'LogLevel=ERROR',
      `root@${net}.${10 + node}`,
      shellLine(words),
    ],
    { encoding: 'utf8' },
  ).trim()
const docker = (...words: string[]): string => onNode(1, 'docker', ...words)
const jsonOf = (text: string): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(JSON.parse(text))
const specOf = (service: string): Record<string, unknown> =>
  jsonOf(docker('service', 'inspect', '--format', '{{json .Spec}}', service))
const field = (service: string, format: string): string =>
  docker('service', 'inspect', '--format', format, service)

const image = (name: string): string => `registry.lab:5000/${name}`
const patient = { onFailure: 'pause', order: 'stop-first', maxFailureRatio: 0, delayNs: 0 } as const
const quick = { ...patient, parallelism: 0, monitorNs: 1e9 } as const
const draftOf = (more: Partial<ServiceDraftInput> & { name: string }) =>
  serviceDraft.parse({
    image: image('web:1.0'),
    mode: { kind: 'replicated', replicas: 2 },
    update: quick,
    rollback: quick,
    ...more,
  })

describe.skipIf(!ready)('operations, on the lab', () => {
  const folder = mkdtempSync(join(tmpdir(), 'swarmdeck-act-'))
  const context: HandlerContext = {
    signal: new AbortController().signal,
    caller: { via: 'rest', user: 'tester' },
  }
  const logged: string[] = []
  let app: App
  let connectionId = ''
  let network = ''

  beforeAll(async () => {
    app = await createApp({
      host: 'browser',
      version: '0.0.0',
      dataDir: folder,
      homeDir: folder,
      env: { PATH: process.env['PATH'] },
      platform: process.platform,
      user: 'tester',
      secrets: {
        persistent: false,
        reason: 'a test',
        seal: () => Promise.reject(new Error('not here')),
        open: () => Promise.reject(new Error('not here')),
      },
      log: (level, message, facts) => logged.push(JSON.stringify({ level, message, facts })),
    })
    const key = readFileSync(join(lab, 'node1', 'host_key.pub'), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ')
    await app.handlers.connections.trustHostKey(
      { host: `${net}.11`, port: 22, key, remember: 'app' },
      context,
    )
    const added = await app.handlers.connections.add(
      {
        name: 'lab',
        readOnly: false,
        endpoint: {
          kind: 'ssh',
          host: `${net}.11`,
          port: 22,
          user: 'root',
          auth: { kind: 'key', path: join(lab, 'id_ed25519') },
          jump: [],
          socket: '/var/run/docker.sock',
        },
      },
      context,
    )
    connectionId = added.id
    clean()
    network = docker('network', 'create', '-d', 'overlay', 'act-net')
  })
  afterAll(async () => {
    await app.close()
    if (ready) clean()
    rmSync(folder, { recursive: true, force: true })
  })

  function clean(): void {
    const names = docker('service', 'ls', '--filter', 'name=act-', '--format', '{{.Name}}')
    if (names !== '') docker('service', 'rm', ...names.split('\n'))
    for (const key of ['act-a', 'act-b', 'act-zone']) {
      onNode(1, 'sh', '-c', `docker node update --label-rm ${key} node3 >/dev/null 2>&1 || true`)
    }
    docker('node', 'update', '--availability', 'active', 'node3')
    onNode(1, 'sh', '-c', 'docker volume rm -f act-vol >/dev/null 2>&1 || true')
    // A network goes only when the tasks on it are gone.
    onNode(
      1,
      'sh',
      '-c',
      'for i in $(seq 40); do docker network inspect act-net >/dev/null 2>&1 || exit 0; docker network rm act-net >/dev/null 2>&1 && exit 0; sleep 0.5; done',
    )
  }

  /** A service that stops and settles quickly; the form knows no stop grace period. */
  function made(name: string, ...flags: string[]): void {
    docker(
      'service',
      'create',
      '--detach',
      '--name',
      name,
      '--replicas',
      '2',
      '--stop-grace-period',
      '100ms',

      '--update-monitor',
      '1s',
      '--update-parallelism',
      '0',
      '--rollback-monitor',
      '1s',
      '--rollback-parallelism',
      '0',
      ...flags,
      image('web:1.0'),
    )
  }
  const run = (input: ActionInput): Promise<Operation> =>
    app.handlers.actions.run({ connectionId, action: actionSchema.parse(input) }, context)
  const preview = (input: ActionInput) =>
    app.handlers.actions.preview({ connectionId, action: actionSchema.parse(input) }, context)
  const get = (operation: Operation): Promise<Operation> =>
    app.handlers.actions.get({ operationId: operation.id }, context)
  async function until(
    operation: Operation,
    done: (now: Operation) => boolean,
    ms = 45_000,
  ): Promise<Operation> {
    const end = Date.now() + ms
    for (;;) {
      const now = await get(operation)
      if (done(now)) return now
      if (Date.now() > end)
        throw new Error(`still ${now.state}: ${now.detail}\n${JSON.stringify(now.log, null, 1)}`)
      await new Promise((resolve) => {
        setTimeout(resolve, 200)
      })
    }
  }
  async function steady(name: string, count = '2/2'): Promise<void> {
    const shown = (): string =>
      docker('service', 'ls', '--filter', `name=${name}`, '--format', '{{.Replicas}}')
    await expect.poll(shown, { timeout: 30_000, interval: 500 }).toBe(count)
  }
  const ended = (operation: Operation): Promise<Operation> =>
    until(operation, ({ state }) => state !== 'running')
  const converged = async (input: ActionInput): Promise<Operation> => {
    const done = await ended(await run(input))
    expect(done).toMatchObject({ state: 'converged' })
    return done
  }

  it('creates what the printed docker command creates, field by field', async () => {
    const draft = draftOf({
      name: 'act-full',
      image: image('chatty:1.0'),
      command: ['/bin/sh', '-c', 'echo "it\'s $RATE"; while :; do sleep 1; done'],
      args: ['one two', '-flag', '$HOME', 'a"b\\c'],
      env: [
        { name: 'RATE', value: '3' },
        { name: 'ODD', value: 'a b,c="d" \'e\' $X' },
      ],
      labels: { 'com.example.team': 'web & co', plain: '' },
      containerLabels: { role: 'x=y' },
      ports: [
        { published: 28431, target: 80, mode: 'host', protocol: 'tcp' },
        { published: null, target: 53, mode: 'host', protocol: 'udp' },
      ],
      mounts: [
        { type: 'volume', source: 'act-vol', target: '/data', readOnly: true },
        { type: 'volume', target: '/anonymous' },
        { type: 'bind', source: '/tmp', target: '/host,tmp' },
        { type: 'tmpfs', target: '/scratch', sizeBytes: 1048576 },
      ],
      networks: ['act-net'],
      constraints: ['node.role==manager', 'node.labels.act-none!=yes it is'],
      maxPerNode: 1,
      limits: { nanoCpus: 250_000_000, memoryBytes: 64 * 1024 ** 2 },
      reservations: { nanoCpus: 1_500_000, memoryBytes: 6_291_457 },
      restart: { condition: 'on-failure', delayNs: 1.5e9, maxAttempts: 2 },
      mode: { kind: 'replicated', replicas: 1 },
      update: {
        ...quick,
        parallelism: 2,
        delayNs: 61e9,
        order: 'start-first',
        onFailure: 'rollback',
        maxFailureRatio: 0.25,
      },
      rollback: { ...quick, parallelism: 1 },
      healthcheck: {
        kind: 'command',
        command: 'test -d / || exit 1',
        intervalNs: 2e9,
        timeoutNs: 1e9,
        startPeriodNs: 5e8,
        retries: 3,
      },
    })
    await converged({ kind: 'service.create', draft })
    const ours = specOf('act-full')
    const [command = ''] = commandLine({ kind: 'service.create', draft: { ...draft, name: 'act-twin' } })
    // The twin need not run, it could not beside the first: only its spec is compared.
    onNode(1, 'sh', '-c', command.replace('service create', 'service create --detach'))
    expect({ ...ours, Name: 'act-twin' }).toEqual(specOf('act-twin'))
    expect(JSON.stringify(ours)).toContain(network)
    await converged({ kind: 'service.remove', service: 'act-twin' })
    await converged({ kind: 'service.remove', service: 'act-full' })
    expect(docker('service', 'ls', '-q', '--filter', 'name=act-full')).toBe('')
  })

  it('creates the plainest service and a global one as docker does', async () => {
    for (const draft of [
      draftOf({ name: 'act-plain', update: null, rollback: null, mode: { kind: 'replicated', replicas: 1 } }),
      draftOf({
        name: 'act-global',
        update: null,
        rollback: null,
        mode: { kind: 'global' },
        healthcheck: { kind: 'none' },
      }),
    ]) {
      await converged({ kind: 'service.create', draft })
      const [command = ''] = commandLine({ kind: 'service.create', draft: { ...draft, name: 'act-twin' } })
      onNode(1, 'sh', '-c', command.replace('service create', 'service create --detach'))
      expect({ ...specOf(draft.name), Name: 'act-twin' }).toEqual(specOf('act-twin'))
      docker('service', 'rm', 'act-twin')
    }
    await expect(run({ kind: 'service.scale', service: 'act-global', replicas: 2 })).rejects.toMatchObject({
      code: 'input.invalid',
      field: 'replicas',
    })
    await expect(
      run({ kind: 'service.create', draft: draftOf({ name: 'act-plain' }) }),
    ).rejects.toMatchObject({
      code: 'engine.conflict',
      field: 'draft.name',
    })
    await expect(
      run({ kind: 'service.create', draft: draftOf({ name: 'act-lost', networks: ['act-nowhere'] }) }),
    ).rejects.toMatchObject({ code: 'input.invalid', field: 'draft.networks.0' })
    docker('service', 'rm', 'act-global', 'act-plain')
  })

  it('scales up, down and to nothing, and takes it back', async () => {
    made('act-scale')
    const up = await converged({ kind: 'service.scale', service: 'act-scale', replicas: 4, from: 2 })
    expect(up).toMatchObject({
      progress: { done: 4, total: 4 },
      commands: ['docker service scale act-scale=4'],
    })
    expect(docker('service', 'ls', '--filter', 'name=act-scale', '--format', '{{.Replicas}}')).toBe('4/4')
    expect(up.undo).toMatchObject({ kind: 'service.scale', replicas: 2, from: 4 })
    if (up.undo !== null) await converged(up.undo)
    expect(field('act-scale', '{{.Spec.Mode.Replicated.Replicas}}')).toBe('2')
    await expect(
      run({ kind: 'service.scale', service: 'act-scale', replicas: 9, from: 4 }),
    ).rejects.toMatchObject({ code: 'engine.conflict', details: { was: 4, now: 2 } })
    const none = await preview({ kind: 'service.scale', service: 'act-scale', replicas: 0 })
    expect(none).toMatchObject({ destructive: true })
    await converged({ kind: 'service.scale', service: 'act-scale', replicas: 0 })
    expect(docker('service', 'ps', '-q', '--filter', 'desired-state=running', 'act-scale')).toBe('')
    await converged({ kind: 'service.remove', service: 'act-scale' })
  })

  it('changes only what was asked: everything else of a spec survives untouched', async () => {
    docker(
      'service',
      'create',
      '--detach',
      '--name',
      'act-keep',
      '--replicas',
      '1',
      '--no-resolve-image',

      '--dns',
      '10.9.9.9',
      '--host',
      'a:1.2.3.4',
      '--log-driver',
      'json-file',
      '--log-opt',
      'max-size=1m',
      '--ulimit',
      'nofile=1024:2048',
      '--cap-add',
      'NET_ADMIN',
      '--sysctl',
      'net.ipv4.ip_forward=1',

      '--placement-pref',
      'spread=node.labels.zone',
      '--stop-grace-period',
      '100ms',
      '--isolation',
      'default',

      '--hostname',
      '{{.Task.Name}}',
      '--read-only',
      '--init',
      '--endpoint-mode',
      'dnsrr',
      '--update-parallelism',
      '0',
      '--rollback-parallelism',
      '0',
      '--rollback-monitor',
      '1s',
      '--update-monitor',
      '1s',
      image('web:1.0'),
    )
    const before = specOf('act-keep')
    await converged({ kind: 'service.scale', service: 'act-keep', replicas: 2 })
    expect(specOf('act-keep')).toEqual({ ...before, Mode: { Replicated: { Replicas: 2 } } })
    const scaled = specOf('act-keep')
    docker('service', 'update', '--detach', '--image', image('web:2.0'), 'act-keep')
    const byDocker = specOf('act-keep')
    docker('service', 'update', '--detach', '--image', image('web:1.0'), '--no-resolve-image', 'act-keep')
    const op = await converged({ kind: 'service.image', service: 'act-keep', image: image('web:2.0') })
    expect(specOf('act-keep')).toEqual(byDocker)
    expect(field('act-keep', '{{.Spec.TaskTemplate.ContainerSpec.Image}}')).toMatch(
      /web:2\.0@sha256:[0-9a-f]{64}$/,
    )
    expect(op.undo).toMatchObject({ kind: 'service.image', image: image('web:1.0') })
    expect(scaled).not.toEqual(byDocker)
    const before2 = docker('service', 'ps', '-q', '--filter', 'desired-state=running', 'act-keep').split('\n')
    await converged({ kind: 'service.restart', service: 'act-keep' })
    const after = docker('service', 'ps', '-q', '--filter', 'desired-state=running', 'act-keep').split('\n')
    expect(after.filter((id) => before2.includes(id))).toEqual([])
    expect(field('act-keep', '{{.Spec.TaskTemplate.ForceUpdate}}')).toBe('1')
    const back = await converged({ kind: 'service.rollback', service: 'act-keep' })
    expect(field('act-keep', '{{.Spec.TaskTemplate.ForceUpdate}}')).toBe('0')
    expect(back.undo).toMatchObject({ kind: 'service.rollback' })
    if (back.undo !== null) await converged(back.undo)
    expect(field('act-keep', '{{.Spec.TaskTemplate.ForceUpdate}}')).toBe('1')
    docker('service', 'rm', 'act-keep')
  })

  it('goes on without a digest where the registry does not know the image, and says so', async () => {
    made('act-none', '--replicas', '0')
    const op = await run({ kind: 'service.image', service: 'act-none', image: image('nothing') })
    expect(op.log.map(({ text }) => text).join('\n')).toMatch(/no digest is recorded/)
    expect(field('act-none', '{{.Spec.TaskTemplate.ContainerSpec.Image}}')).toBe(image('nothing:latest'))
    await ended(op)
    docker('service', 'rm', 'act-none')
  })

  it('tells paused from rolled back when an update fails', async () => {
    made('act-pause', '--update-monitor', '4s')
    made('act-back', '--update-monitor', '4s', '--update-failure-action', 'rollback')
    await steady('act-pause')
    await steady('act-back')
    const crash = image('crash:1.0')
    const [pausing, rolling] = await Promise.all([
      run({ kind: 'service.image', service: 'act-pause', image: crash }),
      run({ kind: 'service.image', service: 'act-back', image: crash }),
    ])
    const paused = await ended(pausing)
    expect(paused).toMatchObject({
      state: 'paused',
      detail: expect.stringMatching(/^The update is paused: /),
    })
    expect(paused.log.map(({ text }) => text).join('\n')).toMatch(/act-pause\.\d failed on node\d: .*exit/)
    expect(await ended(rolling)).toMatchObject({ state: 'rolledBack' })
    expect(field('act-back', '{{.Spec.TaskTemplate.ContainerSpec.Image}}')).toContain('web:1.0')
    const seen = await preview({ kind: 'service.rollback', service: 'act-pause' })
    expect(seen.consequences[0]?.text).toContain('web:1.0')
    await converged({ kind: 'service.rollback', service: 'act-pause' })
    expect(field('act-pause', '{{.Spec.TaskTemplate.ContainerSpec.Image}}')).toContain('web:1.0')
    const outcomes = await app.handlers.actions.audit({ connectionId, limit: 50 }, context)
    expect(outcomes.filter(({ target }) => target === 'act-back')[0]).toMatchObject({
      what: 'service.image',
      outcome: 'rolledBack',
      who: 'tester',
      via: 'rest',
    })
    docker('service', 'rm', 'act-pause', 'act-back')
  })

  it('calls a crash loop failed, and waits for a node as long as nobody gives up', async () => {
    const crashing = await run({
      kind: 'service.create',
      draft: draftOf({
        name: 'act-crash',
        image: image('crash:1.0'),
        mode: { kind: 'replicated', replicas: 1 },
        restart: { condition: 'any', delayNs: 1e8, maxAttempts: 0 },
      }),
    })
    const waiting = await run({
      kind: 'service.create',
      draft: draftOf({ name: 'act-wait', constraints: ['node.labels.act-zone==moon'] }),
    })
    const stuck = await until(waiting, ({ detail }) => detail.startsWith('Waiting: '))
    expect(stuck).toMatchObject({
      state: 'running',
      detail: expect.stringMatching(/constraints .*no suitable node/),
    })
    expect(await ended(crashing)).toMatchObject({
      state: 'failed',
      detail: expect.stringMatching(/exits with code 3/),
    })
    const labels = { 'act-zone': 'moon' }
    const seen = await preview({ kind: 'node.labels', node: 'node3', labels })
    expect(seen.consequences.map(({ text }) => text)).toContain('act-wait may run there.')
    await converged({ kind: 'node.labels', node: 'node3', labels, from: {} })
    expect(await ended(waiting)).toMatchObject({ state: 'converged', progress: { done: 2, total: 2 } })
    docker('service', 'rm', 'act-crash')

    const leaving = await preview({ kind: 'node.labels', node: 'node3', labels: {}, from: labels })
    expect(leaving.consequences.map(({ text }) => text)).toContain('act-wait leaves: 2 tasks stop there.')
    await expect(
      run({
        kind: 'node.labels',
        node: 'node3',
        labels: { 'act-zone': 'mars' },
        from: { 'act-zone': 'sun' },
      }),
    ).rejects.toMatchObject({ code: 'engine.conflict', details: { was: 'sun', now: 'moon' } })
    docker('node', 'update', '--label-add', 'act-b=2', 'node3')
    await converged({ kind: 'node.labels', node: 'node3', labels: { 'act-a': '1' }, from: labels })
    const now = jsonOf(docker('node', 'inspect', '--format', '{{json .Spec.Labels}}', 'node3'))
    expect(now).toMatchObject({ 'act-a': '1', 'act-b': '2' })
    expect(now).not.toHaveProperty('act-zone')
    docker('service', 'rm', 'act-wait')
  })

  it('notices that someone else changed or removed the service, and stops following when asked', async () => {
    const nowhere = { constraints: ['node.labels.act-zone==moon'] }
    const changed = await run({ kind: 'service.create', draft: draftOf({ name: 'act-other', ...nowhere }) })
    const removed = await run({ kind: 'service.create', draft: draftOf({ name: 'act-gone', ...nowhere }) })
    const left = await run({ kind: 'service.create', draft: draftOf({ name: 'act-left', ...nowhere }) })
    await until(changed, ({ detail }) => detail.startsWith('Waiting'))
    docker('service', 'update', '--detach', '--label-add', 'x=y', 'act-other')
    docker('service', 'rm', 'act-gone')
    expect(await app.handlers.actions.detach({ operationId: left.id }, context)).toMatchObject({
      state: 'detached',
    })
    expect(await ended(changed)).toMatchObject({ state: 'superseded' })
    expect(await ended(removed)).toMatchObject({ state: 'superseded' })
    docker('service', 'rm', 'act-other', 'act-left')
  })

  it('lands two changes at the same time, both', async () => {
    made('act-two')
    await Promise.all([
      run({ kind: 'service.scale', service: 'act-two', replicas: 3 }),
      run({ kind: 'service.image', service: 'act-two', image: image('web:2.0') }),
      run({ kind: 'service.restart', service: 'act-two' }),
    ])
    expect(field('act-two', '{{.Spec.Mode.Replicated.Replicas}} {{.Spec.TaskTemplate.ForceUpdate}}')).toBe(
      '3 1',
    )
    expect(field('act-two', '{{.Spec.TaskTemplate.ContainerSpec.Image}}')).toContain('web:2.0')
    docker('service', 'rm', 'act-two')
  })

  it('drains a node until nothing runs there, pauses it and takes it back', async () => {
    made('act-drain', '--replicas', '6')
    await steady('act-drain', '6/6')
    const seen = await preview({ kind: 'node.availability', node: 'node3', availability: 'drain' })
    expect(seen).toMatchObject({ title: 'Drain node3?', destructive: true })
    expect(seen.commands).toEqual(['docker node update --availability drain node3'])
    const drained = await converged({
      kind: 'node.availability',
      node: 'node3',
      availability: 'drain',
      from: 'active',
    })
    expect(onNode(3, 'docker', 'ps', '-q', '--filter', 'name=act-drain')).toBe('')
    expect(drained.progress?.done).toBe(drained.progress?.total)
    await expect(
      run({ kind: 'node.availability', node: 'node3', availability: 'pause', from: 'active' }),
    ).rejects.toMatchObject({ code: 'engine.conflict', details: { was: 'active', now: 'drain' } })
    await converged({ kind: 'node.availability', node: 'node3', availability: 'pause' })
    expect(docker('node', 'inspect', '--format', '{{.Spec.Availability}}', 'node3')).toBe('pause')
    expect(drained.undo).toMatchObject({ availability: 'active', from: 'drain' })
    await converged({ kind: 'node.availability', node: 'node3', availability: 'active' })
    expect(docker('node', 'inspect', '--format', '{{.Spec.Availability}}', 'node3')).toBe('active')
    docker('service', 'rm', 'act-drain')
  })

  it('refuses every change on a read-only connection, and writes that down', async () => {
    await app.handlers.connections.update({ id: connectionId, readOnly: true }, context)
    await expect(run({ kind: 'service.remove', service: 'act-any' })).rejects.toMatchObject({
      code: 'connection.readOnly',
    })
    const [entry] = await app.handlers.actions.audit({ connectionId, limit: 1 }, context)
    expect(entry).toMatchObject({ what: 'service.remove', outcome: 'refused', target: 'act-any' })
    await app.handlers.connections.update({ id: connectionId, readOnly: false }, context)
  })

  it('takes no near miss of a name for the thing itself', async () => {
    const node = docker('node', 'inspect', '--format', '{{.ID}}', 'node3')
    await expect(
      run({ kind: 'node.availability', node: node.slice(0, 2), availability: 'drain' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/engine\.notFound|input\.invalid/) })
  })

  it('logged no error on the way', () => {
    expect(logged.filter((line) => line.includes('"error"') && line.includes('"level":"error"'))).toEqual([])
  })
})
