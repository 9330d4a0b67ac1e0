// A service as GET /services?status=true answers it, and how it becomes a Service (its reason comes from its tasks).
import { z } from 'zod'
import type { PublishedPort, Service, ServiceMode } from '../../../shared/model/service.ts'
import { updateState } from '../../../shared/model/service.ts'
import { serviceHealthOf } from '../serviceHealth.ts'
import { labelMap, list, oneOf, parseRecord, stackOf, text, time, version, whole } from './fields.ts'

const portRecord = z.object({
  Protocol: oneOf(['tcp', 'udp', 'sctp'], 'tcp'),
  TargetPort: whole,
  PublishedPort: whole,
  PublishMode: oneOf(['ingress', 'host'], 'ingress'),
})
const attachments = list(z.object({ Target: text }))
const replicatedJob = z.object({ MaxConcurrent: whole, TotalCompletions: whole })

const serviceRecord = z.object({
  ID: z.string().min(1),
  Version: version,
  CreatedAt: text,
  UpdatedAt: text,
  Spec: z.object({
    Name: text,
    Labels: labelMap,
    TaskTemplate: z
      .object({
        ContainerSpec: z.object({ Image: text, TTY: z.boolean().nullish() }).nullish(),
        PluginSpec: z.object({ Remote: text }).nullish(),
        Placement: z.object({ Constraints: list(z.string()) }).nullish(),
        Networks: attachments,
      })
      .nullish(),
    Mode: z
      .object({
        Replicated: z.object({ Replicas: whole }).nullish(),
        Global: z.object({}).nullish(),
        ReplicatedJob: replicatedJob.nullish(),
        GlobalJob: z.object({}).nullish(),
      })
      .nullish(),
    /** Where engines before 1.25 kept them; still there on old services. */
    Networks: attachments,
    EndpointSpec: z.object({ Ports: list(portRecord) }).nullish(),
  }),
  PreviousSpec: z.object({}).nullish(),
  Endpoint: z.object({ Ports: list(portRecord) }).nullish(),
  UpdateStatus: z.object({ State: text, Message: text, StartedAt: time, CompletedAt: time }).nullish(),
  ServiceStatus: z.object({ RunningTasks: whole, DesiredTasks: whole, CompletedTasks: whole }).nullish(),
  JobStatus: z.object({ LastExecution: time }).nullish(),
})
type ServiceRecord = z.output<typeof serviceRecord>

const headRecord = z.object({
  ID: z.string().min(1),
  Version: version,
  ServiceStatus: z.object({ RunningTasks: whole, DesiredTasks: whole, CompletedTasks: whole }).nullish(),
})

/** What tells, before the whole is read, whether a service changed: its version and its counts. */
export function serviceHead(raw: unknown): { readonly id: string; readonly mark: string } {
  const record = parseRecord(headRecord, raw, 'a service')
  const counts = record.ServiceStatus
  return {
    id: record.ID,
    mark: `${record.Version}/${counts?.RunningTasks ?? 0}/${counts?.DesiredTasks ?? 0}/${counts?.CompletedTasks ?? 0}`,
  }
}

/** One service of GET /services?status=true. @throws AppError `engine.failed` where the answer is no service */
export function normalizeService(raw: unknown): Service {
  const record = parseRecord(serviceRecord, raw, 'a service')
  const template = record.Spec.TaskTemplate
  const mode = modeOf(record)
  const status = record.ServiceStatus
  const running = status?.RunningTasks ?? 0
  const completed = status?.CompletedTasks ?? 0
  const update = record.UpdateStatus
  const attached = template?.Networks ?? []
  const base = {
    id: record.ID,
    version: record.Version,
    name: record.Spec.Name,
    stack: stackOf(record.Spec.Labels),
    image: template?.ContainerSpec?.Image ?? template?.PluginSpec?.Remote ?? '',
    mode,
    running,
    // The engine goes on asking for MaxConcurrent tasks of a replicated job that is complete
    desired:
      mode.kind === 'replicated-job'
        ? Math.max(0, Math.min(mode.concurrent, mode.total - completed))
        : (status?.DesiredTasks ?? 0),
    completed,
    update: {
      state: updateState.options.find((state) => state === update?.State) ?? 'none',
      message: update?.Message ?? '',
      startedAt: update?.StartedAt ?? null,
      completedAt: update?.CompletedAt ?? null,
    },
    ports: portsOf(record),
    networks: (attached.length > 0 ? attached : record.Spec.Networks).map((network) => network.Target),
    constraints: template?.Placement?.Constraints ?? [],
    labels: record.Spec.Labels,
    canRollBack: record.PreviousSpec !== undefined && record.PreviousSpec !== null,
    reason: null,
    createdAt: record.CreatedAt,
    updatedAt: record.UpdatedAt,
  }
  return { ...base, health: serviceHealthOf(base) }
}

/** Whether its containers have a terminal: their output then comes without frames. */
export function hasTerminal(raw: unknown): boolean {
  const record = parseRecord(serviceRecord, raw, 'a service')
  return record.Spec.TaskTemplate?.ContainerSpec?.TTY ?? false
}

function modeOf(record: ServiceRecord): ServiceMode {
  const mode = record.Spec.Mode
  if (mode?.ReplicatedJob) {
    const { MaxConcurrent, TotalCompletions } = mode.ReplicatedJob
    return { kind: 'replicated-job', total: TotalCompletions, concurrent: MaxConcurrent }
  }
  if (mode?.GlobalJob) return { kind: 'global-job' }
  if (mode?.Global) return { kind: 'global' }
  return { kind: 'replicated', replicas: mode?.Replicated?.Replicas ?? 1 }
}

/** `Endpoint` knows the ports the engine chose; until it is filled, what was asked for counts. */
function portsOf(record: ServiceRecord): PublishedPort[] {
  const chosen = record.Endpoint?.Ports ?? []
  const ports = chosen.length > 0 ? chosen : (record.Spec.EndpointSpec?.Ports ?? [])
  return ports.map((port) => ({
    published: port.PublishedPort === 0 ? null : port.PublishedPort,
    target: port.TargetPort,
    protocol: port.Protocol,
    mode: port.PublishMode,
  }))
}
