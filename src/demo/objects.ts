// The Engine API's swarm objects as far as the simulation reads them. Fields it does not know pass through untouched.
import { z } from 'zod'
import type { Alarm } from './clock.ts'

const labels = z.record(z.string(), z.string())

const taskTemplate = z.looseObject({
  ContainerSpec: z
    .looseObject({
      Image: z.string().optional(),
      TTY: z.boolean().optional(),
      Healthcheck: z.looseObject({ Test: z.array(z.string()).nullish() }).nullish(),
      Secrets: z.array(z.looseObject({ SecretID: z.string().optional() })).nullish(),
      Configs: z.array(z.looseObject({ ConfigID: z.string().optional() })).nullish(),
    })
    .optional(),
  Resources: z
    .looseObject({
      Reservations: z
        .looseObject({ NanoCPUs: z.number().optional(), MemoryBytes: z.number().optional() })
        .nullish(),
    })
    .nullish(),
  RestartPolicy: z
    .looseObject({
      Condition: z.string().optional(),
      Delay: z.number().nullish(),
      MaxAttempts: z.number().nullish(),
    })
    .nullish(),
  Placement: z
    .looseObject({ Constraints: z.array(z.string()).nullish(), MaxReplicas: z.number().optional() })
    .nullish(),
  Networks: z.array(z.looseObject({ Target: z.string().optional() })).nullish(),
  ForceUpdate: z.number().optional(),
})
export type TaskTemplate = z.infer<typeof taskTemplate>

const changePolicy = z.looseObject({
  Parallelism: z.number().optional(),
  Delay: z.number().optional(),
  FailureAction: z.string().optional(),
  Monitor: z.number().nullish(),
  MaxFailureRatio: z.number().optional(),
  Order: z.string().optional(),
})
export type ChangePolicy = z.infer<typeof changePolicy>

const portConfig = z.looseObject({
  Protocol: z.string().optional(),
  TargetPort: z.number().optional(),
  PublishedPort: z.number().optional(),
  PublishMode: z.string().optional(),
})
export type PortConfig = z.infer<typeof portConfig>

export const serviceSpec = z.looseObject({
  Name: z.string().default(''),
  Labels: labels.nullish().transform((given) => given ?? {}),
  TaskTemplate: taskTemplate,
  Mode: z
    .looseObject({
      Replicated: z.looseObject({ Replicas: z.number().int().min(0).nullish() }).nullish(),
      Global: z.looseObject({}).nullish(),
      ReplicatedJob: z
        .looseObject({
          MaxConcurrent: z.number().int().nullish(),
          TotalCompletions: z.number().int().nullish(),
        })
        .nullish(),
      GlobalJob: z.looseObject({}).nullish(),
    })
    .nullish()
    .transform((given) => given ?? {}),
  UpdateConfig: changePolicy.nullish(),
  RollbackConfig: changePolicy.nullish(),
  Networks: z.array(z.looseObject({ Target: z.string().optional() })).nullish(),
  EndpointSpec: z
    .looseObject({ Mode: z.string().optional(), Ports: z.array(portConfig).nullish() })
    .nullish(),
})
export type ServiceSpec = z.infer<typeof serviceSpec>
export type ServiceSpecGiven = z.input<typeof serviceSpec>

export const nodeSpec = z.looseObject({
  Name: z.string().optional(),
  Labels: labels.nullish().transform((given) => given ?? {}),
  Role: z.string().default(''),
  Availability: z.string().default(''),
})
export type NodeSpec = z.infer<typeof nodeSpec>

/** In the order a task goes through them; everything after `running` has ended. */
export const taskStates = [
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const
export type TaskState = (typeof taskStates)[number]
const ranks = new Map<TaskState, number>(taskStates.map((state, rank) => [state, rank]))
/** Whether a state, present or desired, lies past `running`. */
export const isPastRunning = (state: TaskState): boolean => (ranks.get(state) ?? 0) > 8

export interface DemoNode {
  readonly ID: string
  Version: { Index: number }
  readonly CreatedAt: string
  UpdatedAt: string
  Spec: NodeSpec
  readonly Description: {
    readonly Hostname: string
    readonly Platform: { readonly Architecture: string; readonly OS: string }
    readonly Resources: { readonly NanoCPUs: number; readonly MemoryBytes: number }
    readonly Engine: {
      readonly EngineVersion: string
      readonly Labels?: Readonly<Record<string, string>>
      readonly Plugins: ReadonlyArray<{ Type: string; Name: string }>
    }
    readonly TLSInfo: object
  }
  Status: { State: 'ready' | 'down'; Addr: string; Message?: string }
  ManagerStatus?: { Leader?: boolean; Reachability: string; Addr: string }
}

export interface UpdateStatus {
  State: 'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed'
  StartedAt?: string
  CompletedAt?: string
  Message: string
}

export interface DemoService {
  readonly ID: string
  Version: { Index: number }
  readonly CreatedAt: string
  UpdatedAt: string
  Spec: ServiceSpec
  PreviousSpec?: ServiceSpec
  Endpoint: {
    Spec: object
    Ports?: PortConfig[]
    VirtualIPs?: Array<{ NetworkID: string; Addr: string }>
  }
  UpdateStatus?: UpdateStatus
  JobStatus?: { JobIteration: { Index?: number }; LastExecution: string }
}

export interface DemoTask {
  readonly id: string
  version: number
  readonly createdAt: string
  readonly createdMs: number
  updatedAt: string
  readonly serviceId: string
  readonly slot: number | null
  /** Which replica this is an attempt at: the slot, or the node for global services. */
  readonly slotKey: string
  nodeId: string | null
  readonly spec: TaskTemplate
  readonly jobIteration: number | null
  desired: TaskState
  state: TaskState
  message: string
  err: string | null
  exitCode: number
  containerId: string | null
  pid: number
  /** When the present state began. */
  since: string
  startedMs: number | null
  endedMs: number | null
  readonly addressTail: number
  alarm: Alarm | null
}

export interface DemoNetwork {
  readonly Name: string
  readonly Id: string
  readonly Created: string
  readonly Scope: 'swarm' | 'local'
  readonly Driver: string
  readonly Internal: boolean
  readonly Attachable: boolean
  readonly Ingress: boolean
  readonly Subnet: string | null
  readonly Options: Readonly<Record<string, string>>
  readonly Labels: Readonly<Record<string, string>>
}

/** A secret or a config. */
export interface DemoSecret {
  readonly ID: string
  readonly Version: { Index: number }
  readonly CreatedAt: string
  readonly UpdatedAt: string
  readonly Spec: { Name: string; Labels: Record<string, string>; Data?: string }
}
