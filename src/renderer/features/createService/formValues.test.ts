import { describe, expect, it } from 'vitest'
import { emptyForm, toDraft, type FormValues } from './formValues.ts'

const good: FormValues = { ...emptyForm, name: 'web', image: 'nginx:1.27' }
const errorsOf = (change: Partial<FormValues>) => {
  const result = toDraft({ ...good, ...change })
  return 'errors' in result ? result.errors : {}
}

describe('the create form', () => {
  it('needs only a name and an image', () => {
    expect(toDraft(good)).toMatchObject({
      draft: { name: 'web', mode: { kind: 'replicated', replicas: 1 }, update: null },
    })
    expect(Object.keys(errorsOf({ name: '', image: '' })).sort()).toEqual(['image', 'name'])
  })

  it.each([
    ['name', { name: 'a/b' }],
    ['name', { name: 'a b' }],
    ['image', { image: 'a b' }],
    ['image', { image: 'Nginx' }],
    ['replicas', { replicas: -1 }],
    ['replicas', { replicas: 1.5 }],
    ['replicas', { replicas: 'x' }],
    ['replicas', { replicas: '' }],
    ['replicas', { replicas: 1e9 }],
    ['limits.cpus', { limits: { cpus: 'two', memory: '' } }],
    ['limits.memory', { limits: { cpus: '', memory: 'lots' } }],
    ['constraints.0', { constraints: ['node.labels.disk = ssd'] }],
    ['command', { command: '"open' }],
    ['env.0.name', { env: [{ name: 'A B', value: '' }] }],
    [
      'labels.1.key',
      {
        labels: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
    ],
    ['ports.0.target', { ports: [{ published: 80, target: 70000, protocol: 'tcp', mode: 'ingress' }] }],
    ['ports.0.target', { ports: [{ published: 80, target: '', protocol: 'tcp', mode: 'ingress' }] }],
    [
      'mounts.0.target',
      { mounts: [{ type: 'volume', source: 'v', target: 'data', readOnly: false, size: '' }] },
    ],
    [
      'mounts.0.source',
      { mounts: [{ type: 'bind', source: 'rel', target: '/data', readOnly: false, size: '' }] },
    ],
    ['update.delay', { update: { ...emptyForm.update, set: true, delay: '10' } }],
    ['update.maxFailure', { update: { ...emptyForm.update, set: true, maxFailure: 120 } }],
    ['healthcheck.command', { healthcheck: { ...emptyForm.healthcheck, kind: 'command' } }],
  ] as const)('refuses a bad value at the field %s', (field, change) => {
    expect(errorsOf(change as Partial<FormValues>)).toHaveProperty([field])
  })

  it('refuses the same published port twice, at the second', () => {
    const port = { published: 80, target: 80, protocol: 'tcp', mode: 'ingress' } as const
    expect(errorsOf({ ports: [port, port] })).toHaveProperty(['ports.1.published'])
  })

  it('turns units into what the engine counts', () => {
    const result = toDraft({
      ...good,
      limits: { cpus: '0.5', memory: '512MiB' },
      update: { ...emptyForm.update, set: true, delay: '10s', maxFailure: 25 },
      mounts: [{ type: 'tmpfs', source: '', target: '/tmp', readOnly: false, size: '64m' }],
    })
    expect(result).toMatchObject({
      draft: {
        limits: { nanoCpus: 500_000_000, memoryBytes: 536870912 },
        update: { delayNs: 10e9, maxFailureRatio: 0.25 },
        mounts: [{ type: 'tmpfs', sizeBytes: 67108864 }],
      },
    })
  })

  it('asks nothing of replicas when the service is global', () => {
    expect(toDraft({ ...good, mode: 'global', replicas: 'x', maxPerNode: '' })).toHaveProperty('draft')
  })
})
