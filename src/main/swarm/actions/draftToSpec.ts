// The service spec that the docker CLI would send for a draft's command line, field by field.
import { assertNever } from '../../../shared/errors.ts'
import type { ServiceDraft, UpdatePolicy } from '../../../shared/model/serviceSpec.ts'
import type { ResolvedImage } from './resolveImage.ts'

/** Fields as in the Engine API's ServiceSpec; absent where the CLI leaves them out. */
export type NewServiceSpec = Readonly<Record<string, unknown>>

/** @param networks the ids of the draft's networks, in its order */
export function draftToSpec(
  draft: ServiceDraft,
  { image, platforms }: Pick<ResolvedImage, 'image' | 'platforms'>,
  networks: readonly string[],
): NewServiceSpec {
  return {
    Name: draft.name,
    Labels: draft.labels,
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        ...unlessEmpty('Labels', draft.containerLabels),
        ...unlessEmpty('Command', draft.command),
        ...unlessEmpty('Args', draft.args),
        ...unlessEmpty(
          'Env',
          draft.env.map(({ name, value }) => `${name}=${value}`),
        ),
        Init: false,
        ...unlessEmpty('Mounts', draft.mounts.map(mountOf)),
        ...healthcheckOf(draft.healthcheck),
        DNSConfig: {},
      },
      Resources: { Limits: resourcesOf(draft.limits), Reservations: resourcesOf(draft.reservations) },
      ...(draft.restart === null
        ? {}
        : {
            RestartPolicy: {
              Condition: draft.restart.condition,
              Delay: draft.restart.delayNs,
              MaxAttempts: draft.restart.maxAttempts,
            },
          }),
      Placement: {
        ...unlessEmpty('Constraints', draft.constraints),
        ...(draft.maxPerNode > 0 ? { MaxReplicas: draft.maxPerNode } : {}),
        ...(platforms === null ? {} : { Platforms: platforms }),
      },
      ...unlessEmpty(
        'Networks',
        networks.map((id) => ({ Target: id })),
      ),
      ForceUpdate: 0,
    },
    Mode: draft.mode.kind === 'global' ? { Global: {} } : { Replicated: { Replicas: draft.mode.replicas } },
    ...(draft.update === null ? {} : { UpdateConfig: policyOf(draft.update) }),
    ...(draft.rollback === null ? {} : { RollbackConfig: policyOf(draft.rollback) }),
    EndpointSpec: { Mode: 'vip', ...unlessEmpty('Ports', draft.ports.map(portOf)) },
  }
}

function unlessEmpty(key: string, value: object): Record<string, unknown> {
  return Object.keys(value).length === 0 ? {} : { [key]: value }
}

const portOf = (port: ServiceDraft['ports'][number]): Record<string, unknown> => ({
  Protocol: port.protocol,
  TargetPort: port.target,
  ...(port.published === null ? {} : { PublishedPort: port.published }),
  PublishMode: port.mode,
})

function mountOf(mount: ServiceDraft['mounts'][number]): Record<string, unknown> {
  switch (mount.type) {
    case 'tmpfs':
      return {
        Type: 'tmpfs',
        Target: mount.target,
        ...(mount.sizeBytes === null ? {} : { TmpfsOptions: { SizeBytes: mount.sizeBytes } }),
      }
    case 'bind':
    case 'volume':
      return {
        Type: mount.type,
        ...(mount.source === '' ? {} : { Source: mount.source }),
        Target: mount.target,
        ...(mount.readOnly ? { ReadOnly: true } : {}),
      }
    default:
      return assertNever(mount)
  }
}

function healthcheckOf(check: ServiceDraft['healthcheck']): Record<string, unknown> {
  if (check === null) return {}
  if (check.kind === 'none') return { Healthcheck: { Test: ['NONE'] } }
  return {
    Healthcheck: {
      Test: ['CMD-SHELL', check.command],
      ...unlessZero('Interval', check.intervalNs),
      ...unlessZero('Timeout', check.timeoutNs),
      ...unlessZero('StartPeriod', check.startPeriodNs),
      ...unlessZero('Retries', check.retries),
    },
  }
}

const resourcesOf = (amount: ServiceDraft['limits']): Record<string, number> => ({
  ...unlessZero('NanoCPUs', amount.nanoCpus),
  ...unlessZero('MemoryBytes', amount.memoryBytes),
})

const unlessZero = (key: string, amount: number | null): Record<string, number> =>
  amount === null || amount === 0 ? {} : { [key]: amount }

const policyOf = (policy: UpdatePolicy): Record<string, unknown> => ({
  Parallelism: policy.parallelism,
  ...unlessZero('Delay', policy.delayNs),
  FailureAction: policy.onFailure,
  Monitor: policy.monitorNs,
  MaxFailureRatio: policy.maxFailureRatio,
  Order: policy.order,
})
