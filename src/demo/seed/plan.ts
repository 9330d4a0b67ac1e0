// A service in a few words, and the Engine API's spec made of it.
import { serviceSpec } from '../objects.ts'
import type { ChangePolicy, PortConfig, ServiceSpec } from '../objects.ts'
import { digestOf } from '../random.ts'

export interface ServicePlan {
  readonly stack: string
  readonly name: string
  readonly image: string
  readonly replicas: number | 'global' | { readonly total: number; readonly concurrent: number }
  readonly networks?: readonly string[]
  readonly ports?: readonly PortConfig[]
  readonly constraints?: readonly string[]
  readonly maxPerNode?: number
  readonly mounts?: readonly object[]
  readonly env?: readonly string[]
  readonly args?: readonly string[]
  readonly secrets?: readonly string[]
  readonly configs?: readonly string[]
  readonly healthcheck?: string
  readonly reserve?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number }
  readonly limit?: { readonly NanoCPUs?: number; readonly MemoryBytes?: number }
  readonly update?: ChangePolicy
}

export interface Names {
  network(name: string): string
  secret(name: string): string
  config(name: string): string
}

/** `names` turns the names of networks, secrets and configs into the swarm's ids. */
export function specOf(plan: ServicePlan, names: Names): ServiceSpec {
  const { stack, replicas } = plan
  const labels = { 'com.docker.stack.image': plan.image, 'com.docker.stack.namespace': stack }
  const file = (name: string): object => ({ Name: name, UID: '0', GID: '0', Mode: 292 })
  const policy = {
    Parallelism: 1,
    FailureAction: 'pause',
    Monitor: 5e9,
    MaxFailureRatio: 0,
    Order: 'stop-first',
  }
  const isJob = typeof replicas === 'object'
  return serviceSpec.parse({
    Name: `${stack}_${plan.name}`,
    Labels: labels,
    TaskTemplate: {
      ContainerSpec: {
        Image: `${plan.image}@${digestOf(plan.image)}`,
        Labels: { 'com.docker.stack.namespace': stack },
        ...(plan.args ? { Args: plan.args } : {}),
        ...(plan.env ? { Env: plan.env } : {}),
        Privileges: { CredentialSpec: null, SELinuxContext: null },
        Init: false,
        StopGracePeriod: 10e9,
        ...(plan.mounts ? { Mounts: plan.mounts } : {}),
        ...(plan.healthcheck
          ? {
              Healthcheck: {
                Test: ['CMD-SHELL', plan.healthcheck],
                Interval: 10e9,
                Timeout: 3e9,
                Retries: 3,
                StartPeriod: 5e9,
              },
            }
          : {}),
        DNSConfig: {},
        ...(plan.secrets
          ? {
              Secrets: plan.secrets.map((name) => ({
                File: file(name),
                SecretID: names.secret(name),
                SecretName: name,
              })),
            }
          : {}),
        ...(plan.configs
          ? {
              Configs: plan.configs.map((name) => ({
                File: file(`/etc/${name}`),
                ConfigID: names.config(name),
                ConfigName: name,
              })),
            }
          : {}),
        Isolation: 'default',
      },
      Resources: { Limits: plan.limit ?? {}, Reservations: plan.reserve ?? {} },
      RestartPolicy: { Condition: isJob ? 'on-failure' : 'any', Delay: 5e9, MaxAttempts: 0 },
      Placement: {
        ...(plan.constraints ? { Constraints: plan.constraints } : {}),
        ...(plan.maxPerNode ? { MaxReplicas: plan.maxPerNode } : {}),
        Platforms: [{ Architecture: 'amd64', OS: 'linux' }],
      },
      Networks: (plan.networks ?? []).map((name) => ({
        Target: names.network(`${stack}_${name}`),
        Aliases: [plan.name],
      })),
      ForceUpdate: 0,
      Runtime: 'container',
    },
    Mode:
      replicas === 'global'
        ? { Global: {} }
        : isJob
          ? { ReplicatedJob: { MaxConcurrent: replicas.concurrent, TotalCompletions: replicas.total } }
          : { Replicated: { Replicas: replicas } },
    ...(isJob ? {} : { UpdateConfig: { ...policy, ...plan.update }, RollbackConfig: policy }),
    EndpointSpec: { Mode: 'vip', ...(plan.ports ? { Ports: plan.ports } : {}) },
  })
}
