// Fills a simulated swarm: machines, networks, secrets, services, and what has been running on them for a while.
import type { DemoSecret, DemoService } from '../objects.ts'
import type { Cluster } from '../swarm/cluster.ts'
import { parseConstraints, satisfies } from '../swarm/constraints.ts'
import { findNetwork } from '../swarm/find.ts'
import type { Habits } from '../swarm/life.ts'
import { createTask, settleTask } from '../swarm/lifecycle.ts'
import { placeTask } from '../swarm/schedule.ts'
import { addService } from '../swarm/services.ts'
import { madeBecauseOf, seedHistory } from './history.ts'
import { addEngineNetworks, addStackNetwork } from './networks.ts'
import { addNodes } from './nodes.ts'
import { specOf } from './plan.ts'
import { plans } from './plans.ts'
import { scalePlans } from './scale.ts'

export const habits: Habits = {
  crashes: new Map([['shop_checkout', 137]]),
  unhealthy: ['auth_keycloak', 'shop_api'],
  repeats: ['jobs_nightly-backup'],
}

const day = 86_400_000

/** Services are there and their tasks run already, but for those of jobs and those that no node can take. */
export function seedSwarm(cluster: Cluster, size: { nodes: number; services: number }): void {
  addNodes(cluster, size.nodes)
  addEngineNetworks(cluster)
  const chosen = [...plans.slice(0, size.services), ...scalePlans(Math.max(0, size.services - plans.length))]
  const stackNetworks = new Map<string, string>()
  for (const plan of chosen)
    for (const name of plan.networks ?? []) {
      const full = `${plan.stack}_${name}`
      if (stackNetworks.has(full)) continue
      stackNetworks.set(full, addStackNetwork(cluster, plan.stack, name, stackNetworks.size + 1).Id)
    }
  const names = {
    network: (name: string) => stackNetworks.get(name) ?? findNetwork(cluster, name).Id,
    secret: (name: string) => named(cluster, cluster.secrets, name),
    config: (name: string) => named(cluster, cluster.configs, name),
  }
  for (const [at, plan] of chosen.entries()) {
    const createdMs = cluster.clock.now() - 30 * day + (at % 20) * day + cluster.random.between(0, day)
    const service = addService(cluster, specOf(plan, names), createdMs)
    settle(cluster, service)
  }
  seedHistory(cluster)
}

function settle(cluster: Cluster, service: DemoService): void {
  const { Mode, TaskTemplate } = service.Spec
  const since = (): number =>
    Math.max(Date.parse(service.CreatedAt), cluster.clock.now() - cluster.random.between(600_000, 6 * day))
  if (Mode.Global) {
    const constraints = parseConstraints(TaskTemplate.Placement?.Constraints)
    for (const node of cluster.nodes.values()) {
      if (!satisfies(node, constraints)) continue
      const createdMs = since()
      const task = createTask(cluster, service, {
        slot: null,
        nodeId: node.ID,
        desired: 'running',
        createdMs,
      })
      settleTask(cluster, task, node.ID, createdMs + 4000)
    }
  }
  for (let slot = 1; slot <= (Mode.Replicated?.Replicas ?? 0); slot++) {
    const createdMs = madeBecauseOf(cluster, service.Spec.Name, slot) ?? since()
    const task = createTask(cluster, service, { slot, nodeId: null, desired: 'running', createdMs })
    const placement = placeTask(cluster, service, task)
    if ('node' in placement) settleTask(cluster, task, placement.node.ID, createdMs + 4000)
    else {
      // The orchestrator makes it again, so that it goes through its states and says why it waits.
      cluster.removeTask(task)
      return
    }
  }
}

function named(cluster: Cluster, among: Map<string, DemoSecret>, name: string): string {
  for (const known of among.values()) if (known.Spec.Name === name) return known.ID
  const stamp = cluster.clock.stamp(cluster.clock.now() - 30 * day)
  const made: DemoSecret = {
    ID: cluster.random.id(),
    Version: { Index: cluster.nextIndex() },
    CreatedAt: stamp,
    UpdatedAt: stamp,
    Spec: { Name: name, Labels: { 'com.docker.stack.namespace': name.split('_', 1)[0] ?? '' } },
  }
  among.set(made.ID, made)
  return made.ID
}
