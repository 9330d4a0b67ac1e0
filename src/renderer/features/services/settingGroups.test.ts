import { describe, expect, it } from 'vitest'
import { settingGroups } from './settingGroups.ts'

const spec = {
  Spec: {
    Name: 'web',
    Labels: { tier: 'front' },
    TaskTemplate: {
      ContainerSpec: {
        Image: 'nginx:1.27',
        Env: ['A=1'],
        Mounts: [{ Type: 'volume', Source: 'data', Target: '/data', ReadOnly: true }],
        Healthcheck: { Test: ['NONE'] },
      },
      Resources: { Limits: { NanoCPUs: 5e8, MemoryBytes: 2 ** 28 } },
      Placement: { Constraints: ['node.role==worker'], MaxReplicas: 1 },
      Networks: [{ Target: 'net1', Aliases: ['web'] }],
    },
    UpdateConfig: { Parallelism: 0, Delay: 1e10, Order: 'start-first' },
  },
}
const read = (raw: unknown) =>
  Object.fromEntries(
    settingGroups(raw, (id) => (id === 'net1' ? 'front' : id)).map((group) => [
      group.title,
      Object.fromEntries(group.settings.map((setting) => [setting.label, setting.value])),
    ]),
  )

describe('settingGroups', () => {
  it('says what is set, in words', () => {
    expect(read(spec)).toMatchObject({
      Container: { Image: ['nginx:1.27'] },
      Environment: { Variables: ['A=1'] },
      'Storage, secrets and configs': { Mounts: ['volume data → /data, read-only'] },
      'Health check': { Check: 'turned off' },
      Resources: { Limits: '0.5 cores, 256 MiB' },
      Placement: { Constraints: ['node.role==worker'], 'At most': '1 per node' },
      'Networks and ports': { Networks: ['front, as web'] },
      Update: { 'At once': 'all tasks', 'Delay between': '10 s', Order: 'start-first' },
      Labels: { Service: ['tier=front'] },
    })
  })
  it('leaves out groups of which nothing is set', () => expect(read(spec)).not.toHaveProperty('Logging'))
  it('shows the rest where one field is not what it should be', () => {
    const odd = { Spec: { TaskTemplate: { ContainerSpec: { Image: 7, Env: ['A=1'] } } } }
    expect(read(odd)).toEqual({ Environment: { Variables: ['A=1'] } })
  })
  it('shows nothing of an answer that is no service', () => expect(read('gone')).toEqual({}))
})
