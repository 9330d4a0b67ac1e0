import { expect, it } from 'vitest'
import { figureFacts } from './figureFacts.ts'

const statistics = {
  nodes: { total: 5, ready: 4, down: 1, managers: 3, workers: 2, active: 4, paused: 0, drained: 1 },
  services: { total: 3, replicated: 1, global: 1, jobs: 1 },
  replicas: { desired: 1200, running: 1199 },
  tasks: { total: 1210, byState: { shutdown: 9, failed: 2, running: 1199 } },
  stacks: 0,
  networks: 2,
  nanoCpus: 4e9,
  memoryBytes: 8e9,
  asOf: '2026-01-31T10:00:00.000Z',
}
const told = (changes: Partial<typeof statistics> = {}) =>
  Object.fromEntries(figureFacts({ ...statistics, ...changes }).map(({ label, value }) => [label, value]))

it('tells each total with its parts, running tasks first', () => {
  expect(told()).toEqual({
    Nodes: '5: 3 managers, 2 workers, 4 ready, 1 down, 1 drained',
    Services: '3: 1 replicated, 1 global, 1 job',
    'Replicas running': '1,199 of 1,200',
    'Tasks, ended ones too': '1,210: 1,199 running, 9 shutdown, 2 failed',
    Stacks: '0',
    Networks: '2',
  })
})

it('leaves out what is none', () => {
  expect(told({ services: { total: 0, replicated: 0, global: 0, jobs: 0 } })['Services']).toBe('0')
  expect(told({ nodes: { ...statistics.nodes, ready: 5, down: 0, drained: 0 } })['Nodes']).toBe(
    '5: 3 managers, 2 workers',
  )
})
