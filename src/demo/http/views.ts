// The engine's answers about tasks, services, networks and itself, made of the simulation's state.
import { isPastRunning } from '../objects.ts'
import type { DemoNetwork, DemoNode, DemoService, DemoTask } from '../objects.ts'
import type { Cluster } from '../swarm/cluster.ts'

const made = new WeakMap<DemoTask, { version: number; json: string }>()

/** GET /tasks/{id} as text; made once for each version, since lists of tens of thousands are asked for. */
export function taskJson(cluster: Cluster, task: DemoTask): string {
  const known = made.get(task)
  if (known?.version === task.version) return known.json
  const json = JSON.stringify(taskView(cluster, task))
  made.set(task, { version: task.version, json })
  return json
}

function taskView(cluster: Cluster, task: DemoTask): object {
  const networks = (task.spec.Networks ?? []).flatMap((attached) => {
    const network = cluster.networks.get(attached.Target ?? '')
    return network?.Subnet ? [attachment(network, task)] : []
  })
  const hostPorts = (cluster.services.get(task.serviceId)?.Spec.EndpointSpec?.Ports ?? []).filter(
    (port) => port.PublishMode === 'host',
  )
  return {
    ID: task.id,
    Version: { Index: task.version },
    CreatedAt: task.createdAt,
    UpdatedAt: task.updatedAt,
    Labels: {},
    Spec: task.spec,
    ServiceID: task.serviceId,
    ...(task.slot === null ? {} : { Slot: task.slot }),
    ...(task.nodeId === null ? {} : { NodeID: task.nodeId }),
    Status: {
      Timestamp: task.since,
      State: task.state,
      Message: task.message,
      ...(task.err === null ? {} : { Err: task.err }),
      ...(task.containerId === null
        ? task.state === 'rejected'
          ? { ContainerStatus: { ContainerID: '', PID: 0, ExitCode: 0 } }
          : {}
        : {
            ContainerStatus: { ContainerID: task.containerId, PID: task.pid, ExitCode: task.exitCode },
          }),
      PortStatus: hostPorts.length > 0 && task.state === 'running' ? { Ports: hostPorts } : {},
    },
    DesiredState: task.desired,
    ...(networks.length > 0 ? { NetworksAttachments: networks } : {}),
    ...(task.jobIteration === null
      ? {}
      : { JobIteration: task.jobIteration === 0 ? {} : { Index: task.jobIteration } }),
  }
}

function attachment(network: DemoNetwork, task: DemoTask): object {
  const subnet = network.Subnet ?? ''
  return {
    Network: {
      ID: network.Id,
      Version: { Index: 10 },
      CreatedAt: network.Created,
      UpdatedAt: network.Created,
      Spec: { Name: network.Name, Labels: network.Labels, DriverConfiguration: { Name: network.Driver } },
      DriverState: { Name: network.Driver, Options: network.Options },
      IPAMOptions: { Driver: { Name: 'default' }, Configs: [{ Subnet: subnet, Gateway: gatewayOf(subnet) }] },
    },
    Addresses: [`${subnet.replace(/\.\d+\/\d+$/, '')}.${task.addressTail}/24`],
  }
}

/** GET /services with `status=true`: counted as swarmkit's ListServiceStatuses does. */
export function serviceView(cluster: Cluster, service: DemoService, withStatus: boolean): object {
  if (!withStatus) return service
  const { Mode } = service.Spec
  let running = 0
  let desired = 0
  let completed = 0
  const iteration = service.JobStatus?.JobIteration.Index ?? 0
  for (const task of cluster.tasksOf(service.ID)) {
    if (task.state === 'running' && task.desired !== 'shutdown' && task.desired !== 'remove') running += 1
    if (!isPastRunning(task.desired)) desired += 1
    if (task.jobIteration === iteration && task.state === 'complete') completed += 1
  }
  if (Mode.Replicated) desired = Mode.Replicated.Replicas ?? 1
  if (Mode.ReplicatedJob) desired = Mode.ReplicatedJob.MaxConcurrent ?? 1
  return {
    ...service,
    ServiceStatus: { RunningTasks: running, DesiredTasks: desired, CompletedTasks: completed },
  }
}

/** GET /services/{id}?insertDefaults=true */
export function withDefaults(service: DemoService): object {
  const { Spec } = service
  const policy = {
    Parallelism: 1,
    FailureAction: 'pause',
    Monitor: 5e9,
    MaxFailureRatio: 0,
    Order: 'stop-first',
  }
  const isJob = Boolean(Spec.Mode.ReplicatedJob ?? Spec.Mode.GlobalJob)
  return {
    ...service,
    Spec: {
      ...Spec,
      TaskTemplate: {
        ...Spec.TaskTemplate,
        ContainerSpec: { StopGracePeriod: 10e9, ...Spec.TaskTemplate.ContainerSpec },
        RestartPolicy: { Condition: 'any', Delay: 5e9, MaxAttempts: 0, ...Spec.TaskTemplate.RestartPolicy },
      },
      ...(isJob
        ? {}
        : {
            UpdateConfig: { ...policy, ...Spec.UpdateConfig },
            RollbackConfig: { ...policy, ...Spec.RollbackConfig },
          }),
    },
  }
}

/** `verbose` adds the attached services, as GET /networks/{id}?verbose=true does. */
export function networkView(cluster: Cluster, network: DemoNetwork, verbose = false): object {
  const { Subnet, ...rest } = network
  return {
    ...rest,
    EnableIPv4: true,
    EnableIPv6: false,
    IPAM: {
      Driver: 'default',
      Options: null,
      Config: Subnet === null ? [] : [{ Subnet, Gateway: gatewayOf(Subnet) }],
    },
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: network.Scope === 'swarm' ? null : {},
    ...(verbose ? { Services: attachedServices(cluster, network) } : {}),
  }
}

function attachedServices(cluster: Cluster, network: DemoNetwork): Record<string, object> {
  const attached: Record<string, object> = {}
  for (const service of cluster.services.values()) {
    const address = service.Endpoint.VirtualIPs?.find((known) => known.NetworkID === network.Id)
    if (address)
      attached[service.Spec.Name] = { VIP: address.Addr.replace(/\/\d+$/, ''), Ports: [], Tasks: [] }
  }
  return attached
}

function gatewayOf(subnet: string): string {
  return subnet.replace(/\.\d+\/\d+$/, '.1')
}

/** The machine that this engine pretends to be: the first one. */
export function ownNode(cluster: Cluster): DemoNode | undefined {
  for (const node of cluster.nodes.values()) return node
  return undefined
}
