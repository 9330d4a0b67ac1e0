// What swarmkit refuses in a service's spec, in its words; and what it fills in.
import { Refusal, rpcRefusal } from '../refusal.ts'
import type { DemoService, PortConfig, ServiceSpec } from '../objects.ts'
import type { Cluster } from './cluster.ts'
import { parseConstraints } from './constraints.ts'
import { findNetwork } from './find.ts'

const imageReference =
  /^(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$/

/** @throws Refusal as POST /services/create and /services/{id}/update answer it. */
export function checkSpec(cluster: Cluster, spec: ServiceSpec, self: DemoService | null): void {
  if (spec.Name === '') throw rpcRefusal(400, 'InvalidArgument', 'name must be provided')
  if (!/^[a-zA-Z0-9](?:[-_.a-zA-Z0-9]*[a-zA-Z0-9])?$/.test(spec.Name))
    throw rpcRefusal(400, 'InvalidArgument', 'name must be valid as a DNS name component')
  if (spec.Name.length > 63) throw rpcRefusal(400, 'InvalidArgument', 'name must be 63 characters or fewer')
  if (!spec.TaskTemplate.ContainerSpec) throw new Refusal(400, 'mismatched Runtime and *Spec fields')
  const image = spec.TaskTemplate.ContainerSpec.Image ?? ''
  if (image === '')
    throw rpcRefusal(400, 'InvalidArgument', 'ContainerSpec: image reference must be provided')
  if (!imageReference.test(image))
    throw rpcRefusal(400, 'InvalidArgument', `ContainerSpec: "${image}" is not a valid repository/tag`)
  parseConstraints(spec.TaskTemplate.Placement?.Constraints)
  checkPolicy(spec)
  const owner = cluster.serviceIdByName.get(spec.Name)
  if (self && self.Spec.Name !== spec.Name)
    throw rpcRefusal(501, 'Unimplemented', 'renaming services is not supported')
  if (owner !== undefined && owner !== self?.ID)
    throw rpcRefusal(
      409,
      'AlreadyExists',
      `name conflicts with an existing object: service ${spec.Name} already exists`,
    )
  if (self && modeOf(self.Spec) !== modeOf(spec))
    throw rpcRefusal(501, 'Unimplemented', 'service mode change is not allowed')
  checkPorts(cluster, spec, self)
}

/** Network names become ids, modes get their defaults; an untouched template stays the same object. */
export function completeSpec(cluster: Cluster, spec: ServiceSpec, before: ServiceSpec | null): ServiceSpec {
  const withIds = (networks: ServiceSpec['Networks']): ServiceSpec['Networks'] =>
    networks?.map((network) => ({ ...network, Target: findNetwork(cluster, network.Target ?? '').Id }))
  const template = { ...spec.TaskTemplate }
  const networks = template.Networks ?? spec.Networks
  if (networks && networks.length > 0) template.Networks = withIds(networks)
  template['ForceUpdate'] = template.ForceUpdate ?? 0
  template['Runtime'] ??= 'container'
  const hasMode = Object.values(spec.Mode).some((mode) => mode !== null && mode !== undefined)
  const { Networks: _moved, ...rest } = spec
  return {
    ...rest,
    TaskTemplate: before && isSame(before.TaskTemplate, template) ? before.TaskTemplate : template,
    Mode: hasMode ? spec.Mode : { Replicated: { Replicas: 1 } },
    EndpointSpec: { ...spec.EndpointSpec, Mode: spec.EndpointSpec?.Mode ?? 'vip' },
  }
}

/** Endpoint as the engine's allocator fills it: free published ports from 30000 on, one virtual address a network. */
export function endpointOf(
  cluster: Cluster,
  spec: ServiceSpec,
  before: DemoService['Endpoint'] | null,
): DemoService['Endpoint'] {
  const asked = spec.EndpointSpec?.Ports ?? []
  const networks = (spec.TaskTemplate.Networks ?? []).map((network) => network.Target ?? '')
  if (asked.length === 0 && networks.length === 0) return { Spec: {} }
  let free = 30_000
  const taken = asked.some((port) => !port.PublishedPort) ? ingressPorts(cluster) : new Map<string, string>()
  const ports = asked.map((port): PortConfig => {
    const filled = { Protocol: 'tcp', PublishMode: 'ingress', ...port }
    if (filled.PublishMode === 'host' || filled.PublishedPort) return filled
    const known = before?.Ports?.find(
      (old) => old.TargetPort === port.TargetPort && old.Protocol === filled.Protocol,
    )
    if (known?.PublishedPort) return { ...filled, PublishedPort: known.PublishedPort }
    while (taken.has(`${free}/${filled.Protocol}`)) free += 1
    taken.set(`${free}/${filled.Protocol}`, spec.Name)
    return { ...filled, PublishedPort: free }
  })
  const ingress = [...cluster.networks.values()].find((network) => network.Ingress)
  const usesIngress = ports.some((port) => port.PublishMode === 'ingress')
  const ids = [...(ingress && usesIngress ? [ingress.Id] : []), ...networks]
  const addresses = ids.map((id) => ({
    NetworkID: id,
    Addr:
      before?.VirtualIPs?.find((known) => known.NetworkID === id)?.Addr ??
      `${(cluster.networks.get(id)?.Subnet ?? '10.0.0.0/24').replace(/\.\d+\/\d+$/, '')}.${cluster.random.between(2, 254)}/24`,
  }))
  return {
    Spec: spec.EndpointSpec ?? {},
    ...(ports.length > 0 ? { Ports: ports } : {}),
    ...(spec.EndpointSpec?.Mode !== 'dnsrr' && addresses.length > 0 ? { VirtualIPs: addresses } : {}),
  }
}

/** Clients write out or leave out what is empty as they like; to swarmkit that is the same. */
function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(bare(left)) === JSON.stringify(bare(right))
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => bare(item) ?? null)
  if (typeof value !== 'object' || value === null) return value || undefined
  const kept = Object.entries(value)
    .map(([key, item]): [string, unknown] => [key, bare(item)])
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

function modeOf(spec: ServiceSpec): string {
  const { Mode } = spec
  return Mode.Global ? 'global' : Mode.ReplicatedJob ? 'rjob' : Mode.GlobalJob ? 'gjob' : 'replicated'
}

function checkPolicy(spec: ServiceSpec): void {
  for (const policy of [spec.UpdateConfig, spec.RollbackConfig]) {
    const ratio = policy?.MaxFailureRatio ?? 0
    if (ratio < 0 || ratio > 1)
      throw rpcRefusal(
        400,
        'InvalidArgument',
        'TaskSpec: update-maxfailureratio cannot be less than 0 or bigger than 1',
      )
    if ((policy?.Delay ?? 0) < 0)
      throw rpcRefusal(400, 'InvalidArgument', 'TaskSpec: update-delay cannot be negative')
  }
}

function checkPorts(cluster: Cluster, spec: ServiceSpec, self: DemoService | null): void {
  const ports = spec.EndpointSpec?.Ports ?? []
  if (spec.EndpointSpec?.Mode === 'dnsrr' && ports.some((port) => port.PublishMode !== 'host'))
    throw rpcRefusal(
      400,
      'InvalidArgument',
      "EndpointSpec: port published with ingress mode can't be used with dnsrr mode",
    )
  const wanted = ports.filter((port) => port.PublishMode !== 'host' && port.PublishedPort)
  if (wanted.length === 0) return
  const taken = ingressPorts(cluster)
  for (const port of wanted) {
    const owner = taken.get(`${port.PublishedPort}/${port.Protocol ?? 'tcp'}`)
    if (owner !== undefined && owner !== self?.Spec.Name)
      throw rpcRefusal(
        400,
        'InvalidArgument',
        `port '${port.PublishedPort}' is already in use by service '${owner}' (${cluster.serviceIdByName.get(owner) ?? ''}) as an ingress port`,
      )
  }
}

function ingressPorts(cluster: Cluster): Map<string, string> {
  const taken = new Map<string, string>()
  for (const service of cluster.services.values())
    for (const port of service.Endpoint.Ports ?? [])
      if (port.PublishMode !== 'host') taken.set(`${port.PublishedPort}/${port.Protocol}`, service.Spec.Name)
  return taken
}
