// A task as GET /tasks answers it, and how it becomes a Task. Its name needs its service and node, which it only refers to.
import { z } from 'zod'
import type { ServiceMode } from '../../../shared/model/service.ts'
import { taskState, type Task } from '../../../shared/model/task.ts'
import { taskPhaseOf } from '../taskPhase.ts'
import { oneOf, parseRecord, text, version } from './fields.ts'

const state = oneOf(taskState.options, 'new')

const taskRecord = z.object({
  ID: z.string().min(1),
  Version: version,
  CreatedAt: text,
  /** Missing in tasks that only attach a plain container to a network. */
  ServiceID: text,
  Slot: z.number().nullish(),
  NodeID: text,
  DesiredState: state,
  Spec: z
    .object({
      ContainerSpec: z.object({ Image: text }).nullish(),
      PluginSpec: z.object({ Remote: text }).nullish(),
    })
    .nullish(),
  Status: z
    .object({
      Timestamp: text,
      State: state,
      Message: text,
      Err: text,
      ContainerStatus: z.object({ ContainerID: text, ExitCode: z.number().nullish() }).nullish(),
    })
    .nullish(),
})

/** What a task's name is made of. */
export interface TaskNames {
  readonly service: (id: string) => { readonly name: string; readonly mode: ServiceMode } | undefined
  readonly nodeName: (id: string) => string | undefined
}

/** One task of GET /tasks; null for one that belongs to no service. @throws AppError `engine.failed` where it is no task */
export function normalizeTask(raw: unknown, names: TaskNames): Task | null {
  const record = parseRecord(taskRecord, raw, 'a task')
  if (record.ServiceID === '') return null
  const service = names.service(record.ServiceID)
  const nodeId = record.NodeID === '' ? null : record.NodeID
  // The engine leaves out slot 0, which only jobs have
  const slot = service?.mode.kind === 'replicated-job' ? (record.Slot ?? 0) : (record.Slot ?? null)
  const status = record.Status
  const present = status?.State ?? 'new'
  const container = status?.ContainerStatus
  const containerId =
    container?.ContainerID === undefined || container.ContainerID === '' ? null : container.ContainerID
  const ended = present === 'complete' || present === 'failed' || present === 'shutdown'
  const serviceName = service?.name ?? record.ServiceID.slice(0, 12)
  const place = slot ?? (nodeId === null ? null : (names.nodeName(nodeId) ?? nodeId.slice(0, 12)))
  const error = status?.Err ?? ''
  return {
    id: record.ID,
    version: record.Version,
    name: place === null ? serviceName : `${serviceName}.${place}`,
    serviceId: record.ServiceID,
    slot,
    nodeId,
    state: present,
    desiredState: record.DesiredState,
    phase: taskPhaseOf(present, record.DesiredState),
    message: status?.Message ?? '',
    error: error === '' ? null : error,
    exitCode: ended && containerId !== null ? (container?.ExitCode ?? 0) : null,
    containerId,
    image: record.Spec?.ContainerSpec?.Image ?? record.Spec?.PluginSpec?.Remote ?? '',
    since: status?.Timestamp === undefined || status.Timestamp === '' ? record.CreatedAt : status.Timestamp,
    createdAt: record.CreatedAt,
  }
}
