// What a preview needs of a raw service spec, read tolerantly: what the engine leaves out has the engine's own defaults.
import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const count = z
  .number()
  .nullish()
  .transform((value) => value ?? 0)
const amounts = z
  .object({ NanoCPUs: count, MemoryBytes: count })
  .nullish()
  .transform((value) => ({ nanoCpus: value?.NanoCPUs ?? 0, memoryBytes: value?.MemoryBytes ?? 0 }))
const policy = z
  .object({
    // Absent means zero on the wire, and zero means all at once.
    Parallelism: count,
    Delay: count,
    FailureAction: text,
    Monitor: count,
    Order: text,
  })
  .nullish()

const spec = z.object({
  TaskTemplate: z
    .object({
      ContainerSpec: z
        .object({
          Image: text,
          Env: z.array(z.string()).nullish(),
          Mounts: z
            .array(
              z.object({
                Type: text,
                Source: text,
                Target: text,
                VolumeOptions: z.object({ DriverConfig: z.object({ Name: text }).nullish() }).nullish(),
              }),
            )
            .nullish(),
        })
        .nullish(),
      Resources: z.object({ Reservations: amounts }).nullish(),
      Placement: z.object({ Constraints: z.array(z.string()).nullish(), MaxReplicas: count }).nullish(),
    })
    .nullish(),
  UpdateConfig: policy,
  RollbackConfig: policy,
})

export interface ChangePolicy {
  /** 0 = all at once. */
  readonly parallelism: number
  readonly delayNs: number
  readonly monitorNs: number
  readonly onFailure: 'pause' | 'continue' | 'rollback'
  readonly order: 'stop-first' | 'start-first'
}

export interface SpecFacts {
  readonly image: string
  readonly env: readonly string[]
  readonly constraints: readonly string[]
  readonly maxPerNode: number
  readonly reservations: { readonly nanoCpus: number; readonly memoryBytes: number }
  /** Named volumes of the node's own driver: their data does not move with a task. */
  readonly localVolumes: readonly string[]
  readonly volumes: readonly string[]
  readonly update: ChangePolicy
  readonly rollback: ChangePolicy
}

/** @param raw Spec or PreviousSpec as the engine gave it */
export function specFacts(raw: unknown): SpecFacts {
  const parsed = spec.parse(raw)
  const container = parsed.TaskTemplate?.ContainerSpec
  const placement = parsed.TaskTemplate?.Placement
  const volumes = (container?.Mounts ?? []).filter((mount) => mount.Type === 'volume' && mount.Source !== '')
  const isLocal = (driver: string | undefined): boolean =>
    driver === undefined || driver === '' || driver === 'local'
  return {
    image: container?.Image ?? '',
    env: container?.Env ?? [],
    constraints: placement?.Constraints ?? [],
    maxPerNode: placement?.MaxReplicas ?? 0,
    reservations: parsed.TaskTemplate?.Resources?.Reservations ?? { nanoCpus: 0, memoryBytes: 0 },
    localVolumes: volumes
      .filter((mount) => isLocal(mount.VolumeOptions?.DriverConfig?.Name))
      .map((mount) => mount.Source),
    volumes: volumes.map((mount) => mount.Source),
    update: policyOf(parsed.UpdateConfig),
    rollback: policyOf(parsed.RollbackConfig),
  }
}

function policyOf(given: z.output<typeof policy>): ChangePolicy {
  const action = given?.FailureAction
  return {
    parallelism: given ? given.Parallelism : 1,
    delayNs: given?.Delay ?? 0,
    monitorNs: given?.Monitor || 5e9,
    onFailure: action === 'continue' || action === 'rollback' ? action : 'pause',
    order: given?.Order === 'start-first' ? 'start-first' : 'stop-first',
  }
}
