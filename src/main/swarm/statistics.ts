// The cluster in figures, counted from the live picture.
import type { ClusterStatistics } from '../../shared/model/cluster.ts'
import type { ClusterState } from './clusterState.ts'
import { isJob } from './serviceHealth.ts'
import { stackNames } from './stacks.ts'

/** Replicas are those of services; a job's tasks come and go and count as tasks only. */
export function clusterStatistics(state: ClusterState): ClusterStatistics {
  const nodes = [...state.nodes.values()]
  const services = [...state.services.values()]
  const lasting = services.filter((service) => !isJob(service))
  const byState: Record<string, number> = {}
  for (const counts of state.taskStates.values()) {
    for (const [name, count] of Object.entries(counts)) byState[name] = (byState[name] ?? 0) + count
  }
  return {
    nodes: {
      total: nodes.length,
      ready: nodes.filter((node) => node.state === 'ready').length,
      down: nodes.filter((node) => node.state === 'down').length,
      managers: nodes.filter((node) => node.role === 'manager').length,
      workers: nodes.filter((node) => node.role === 'worker').length,
      active: nodes.filter((node) => node.availability === 'active').length,
      paused: nodes.filter((node) => node.availability === 'pause').length,
      drained: nodes.filter((node) => node.availability === 'drain').length,
    },
    services: {
      total: services.length,
      replicated: services.filter((service) => service.mode.kind === 'replicated').length,
      global: services.filter((service) => service.mode.kind === 'global').length,
      jobs: services.length - lasting.length,
    },
    replicas: {
      desired: sum(lasting.map((service) => service.desired)),
      running: sum(lasting.map((service) => service.running)),
    },
    tasks: { total: sum(Object.values(byState)), byState },
    stacks: stackNames(services, [...state.networks.values()]).length,
    networks: state.networks.size,
    nanoCpus: sum(nodes.map((node) => node.nanoCpus)),
    memoryBytes: sum(nodes.map((node) => node.memoryBytes)),
    asOf: state.asOf ?? new Date(0).toISOString(),
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
