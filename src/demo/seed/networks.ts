// The networks of the demo swarm: what every engine has, and one overlay a stack.
import type { DemoNetwork } from '../objects.ts'
import type { Cluster } from '../swarm/cluster.ts'

export function addEngineNetworks(cluster: Cluster): void {
  add(cluster, { Name: 'ingress', Ingress: true, Subnet: '10.0.0.0/24' })
  add(cluster, { Name: 'bridge', Scope: 'local', Driver: 'bridge', Subnet: '172.17.0.0/16' })
  add(cluster, { Name: 'docker_gwbridge', Scope: 'local', Driver: 'bridge', Subnet: '172.18.0.0/16' })
  add(cluster, { Name: 'host', Scope: 'local', Driver: 'host' })
  add(cluster, { Name: 'none', Scope: 'local', Driver: 'null' })
}

/** One overlay network for each stack, named as `docker stack deploy` does. `edge_public` may be joined by hand. */
export function addStackNetwork(cluster: Cluster, stack: string, name: string, at: number): DemoNetwork {
  return add(cluster, {
    Name: `${stack}_${name}`,
    Subnet: `10.${Math.floor(at / 250) % 200}.${(at % 250) + 1}.0/24`,
    Attachable: name === 'public',
    Internal: name === 'data',
    Labels: { 'com.docker.stack.namespace': stack },
  })
}

export function add(cluster: Cluster, given: Partial<DemoNetwork> & { Name: string }): DemoNetwork {
  const scope = given.Scope ?? 'swarm'
  const network: DemoNetwork = {
    Id: scope === 'swarm' ? cluster.random.id() : cluster.random.hex(64),
    Created: cluster.clock.stamp(),
    Scope: scope,
    Driver: 'overlay',
    Internal: false,
    Attachable: false,
    Ingress: false,
    Subnet: null,
    Options:
      scope === 'swarm'
        ? { 'com.docker.network.driver.overlay.vxlanid_list': String(4096 + cluster.networks.size) }
        : {},
    Labels: {},
    ...given,
  }
  cluster.networks.set(network.Id, network)
  return network
}
