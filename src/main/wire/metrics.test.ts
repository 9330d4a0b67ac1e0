// The Prometheus text of /metrics.
import { expect, it } from 'vitest'
import type { ClusterHealth, ClusterStatistics } from '../../shared/model/cluster.ts'
import { metricsText } from './metrics.ts'

const asOf = '2026-01-01T00:00:00.000Z'
const health: ClusterHealth = {
  overall: 'degraded',
  reasons: [
    { severity: 'degraded', kind: 'serviceDegraded', text: 'web runs 1 of 2', because: null, link: null },
  ],
  ongoing: [],
  quorum: { managers: 3, reachable: 3, needed: 2 },
  asOf,
}
const statistics: ClusterStatistics = {
  nodes: { total: 5, ready: 4, down: 1, managers: 3, workers: 2, active: 4, paused: 0, drained: 1 },
  services: { total: 12, replicated: 10, global: 1, jobs: 1 },
  replicas: { desired: 30, running: 29 },
  tasks: { total: 31, byState: { running: 29, failed: 2 } },
  stacks: 3,
  networks: 4,
  nanoCpus: 2.5e9,
  memoryBytes: 8_589_934_592,
  asOf,
}

it('holds the figures with the name of the connection', () => {
  const text = metricsText([{ name: 'prod', health, statistics }])
  for (const line of [
    'swarmdeck_up{connection="prod"} 1',
    'swarmdeck_health{connection="prod",state="degraded"} 1',
    'swarmdeck_health{connection="prod",state="healthy"} 0',
    'swarmdeck_health_reasons{connection="prod",severity="degraded"} 1',
    'swarmdeck_nodes{connection="prod"} 5',
    'swarmdeck_nodes_by_state{connection="prod",state="down"} 1',
    'swarmdeck_replicas_running{connection="prod"} 29',
    'swarmdeck_tasks{connection="prod",state="failed"} 2',
    'swarmdeck_cpus{connection="prod"} 2.5',
    'swarmdeck_memory_bytes{connection="prod"} 8589934592',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
})

it('says each metric once, its samples together, and ends with a line feed', () => {
  const text = metricsText([
    { name: 'a', health, statistics },
    { name: 'b', health, statistics },
  ])
  const types = text.split('\n').filter((line) => line.startsWith('# TYPE'))
  expect(new Set(types).size).toBe(types.length)
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) swarmdeck_\w+ .+|swarmdeck_\w+\{\w+="[^"]*"(?:,\w+="[^"]*")*\} \d+(?:\.\d+)?)$/,
    )
  }
  expect(text.endsWith('\n')).toBe(true)
})

it('shows a cluster that does not answer as down, and nothing else of it', () => {
  const text = metricsText([{ name: 'lost', health: null, statistics: null }])
  expect(text).toBe(
    '# HELP swarmdeck_up Whether the cluster answered this scrape.\n# TYPE swarmdeck_up gauge\nswarmdeck_up{connection="lost"} 0\n',
  )
})

it('escapes what a name may hold', () => {
  const text = metricsText([{ name: 'a"b\\c\nd', health: null, statistics: null }])
  expect(text).toContain('{connection="a\\"b\\\\c\\nd"} 0')
})
