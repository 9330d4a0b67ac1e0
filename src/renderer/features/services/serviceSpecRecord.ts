// The fields of a service's spec that the settings view shows, read tolerantly: whatever is not there, or is not what it
// should be, is simply not shown. Field names are the Engine API's (ServiceSpec of GET /services/{id}).
import { z } from 'zod'

const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().catch(undefined)
const text = maybe(z.string())
const count = maybe(z.number())
const flag = maybe(z.boolean())
const texts = maybe(z.array(z.string()))
const labels = maybe(z.record(z.string(), z.string()))
const resources = maybe(z.object({ NanoCPUs: count, MemoryBytes: count, Pids: count }))
const policy = maybe(
  z.object({
    Parallelism: count,
    Delay: count,
    FailureAction: text,
    Monitor: count,
    MaxFailureRatio: count,
    Order: text,
  }),
)
const reference = z.object({ File: maybe(z.object({ Name: text })), SecretName: text, ConfigName: text })

const containerSpec = z.object({
  Image: text,
  Labels: labels,
  Command: texts,
  Args: texts,
  Hostname: text,
  Env: texts,
  Dir: text,
  User: text,
  Groups: texts,
  ReadOnly: flag,
  TTY: flag,
  Init: flag,
  StopSignal: text,
  StopGracePeriod: count,
  Hosts: texts,
  Isolation: text,
  Mounts: maybe(z.array(z.object({ Type: text, Source: text, Target: text, ReadOnly: flag }))),
  Secrets: maybe(z.array(reference)),
  Configs: maybe(z.array(reference)),
  CapabilityAdd: texts,
  CapabilityDrop: texts,
  Sysctls: labels,
  Healthcheck: maybe(
    z.object({ Test: texts, Interval: count, Timeout: count, StartPeriod: count, Retries: count }),
  ),
})

/** GET /services/{id}, as far as the settings view reads it. Never fails: an odd answer gives an empty record. */
export const serviceSpecRecord = z
  .object({
    Spec: maybe(
      z.object({
        Name: text,
        Labels: labels,
        UpdateConfig: policy,
        RollbackConfig: policy,
        EndpointSpec: maybe(z.object({ Mode: text })),
        TaskTemplate: maybe(
          z.object({
            ContainerSpec: maybe(containerSpec),
            Resources: maybe(z.object({ Limits: resources, Reservations: resources })),
            RestartPolicy: maybe(
              z.object({ Condition: text, Delay: count, MaxAttempts: count, Window: count }),
            ),
            Placement: maybe(
              z.object({
                Constraints: texts,
                MaxReplicas: count,
                Preferences: maybe(
                  z.array(z.object({ Spread: maybe(z.object({ SpreadDescriptor: text })) })),
                ),
              }),
            ),
            Networks: maybe(z.array(z.object({ Target: text, Aliases: texts }))),
            LogDriver: maybe(z.object({ Name: text, Options: labels })),
            ForceUpdate: count,
          }),
        ),
      }),
    ),
    Endpoint: maybe(
      z.object({
        Ports: maybe(
          z.array(z.object({ Protocol: text, TargetPort: count, PublishedPort: count, PublishMode: text })),
        ),
        VirtualIPs: maybe(z.array(z.object({ NetworkID: text, Addr: text }))),
      }),
    ),
  })
  .catch({})

export type ServiceSpecRecord = z.output<typeof serviceSpecRecord>
export type PolicyRecord = z.output<typeof policy>
export type ResourcesRecord = z.output<typeof resources>
