// A node as GET /nodes answers it, and how it becomes a SwarmNode.
import { z } from 'zod'
import type { SwarmNode } from '../../../shared/model/node.ts'
import { labelMap, list, oneOf, parseRecord, text, version, whole } from './fields.ts'

const nodeRecord = z.object({
  ID: z.string().min(1),
  Version: version,
  CreatedAt: text,
  UpdatedAt: text,
  Spec: z.object({
    Labels: labelMap,
    Role: oneOf(['manager', 'worker'], 'worker'),
    Availability: oneOf(['active', 'pause', 'drain'], 'active'),
  }),
  /** Missing until the node has reported for the first time. */
  Description: z
    .object({
      Hostname: text,
      Platform: z.object({ Architecture: text, OS: text }).nullish(),
      Resources: z.object({ NanoCPUs: whole, MemoryBytes: whole }).nullish(),
      Engine: z
        .object({
          EngineVersion: text,
          Labels: labelMap,
          Plugins: list(z.object({ Type: text, Name: text })),
        })
        .nullish(),
    })
    .nullish(),
  Status: z
    .object({
      State: oneOf(['ready', 'down', 'disconnected', 'unknown'], 'unknown'),
      Message: text,
      Addr: text,
    })
    .nullish(),
  ManagerStatus: z
    .object({
      Leader: z.boolean().nullish(),
      Reachability: oneOf(['reachable', 'unreachable', 'unknown'], 'unknown'),
      Addr: text,
    })
    .nullish(),
})

/** One node of GET /nodes or GET /nodes/ID. @throws AppError `engine.failed` where the answer is no node */
export function normalizeNode(raw: unknown): SwarmNode {
  const record = parseRecord(nodeRecord, raw, 'a node')
  const { Description: description, Status: status, ManagerStatus: manager } = record
  return {
    id: record.ID,
    version: record.Version,
    hostname: description?.Hostname ?? '',
    role: record.Spec.Role,
    availability: record.Spec.Availability,
    state: status?.State ?? 'unknown',
    message: status?.Message ?? '',
    address: status?.Addr ?? '',
    manager:
      manager === undefined || manager === null
        ? null
        : {
            leader: manager.Leader ?? false,
            reachability: manager.Reachability,
            address: manager.Addr,
          },
    engineVersion: description?.Engine?.EngineVersion ?? '',
    os: description?.Platform?.OS ?? '',
    architecture: description?.Platform?.Architecture ?? '',
    nanoCpus: description?.Resources?.NanoCPUs ?? 0,
    memoryBytes: description?.Resources?.MemoryBytes ?? 0,
    labels: record.Spec.Labels,
    engineLabels: description?.Engine?.Labels ?? {},
    plugins: (description?.Engine?.Plugins ?? []).map((plugin) => ({ type: plugin.Type, name: plugin.Name })),
    createdAt: record.CreatedAt,
    updatedAt: record.UpdatedAt,
  }
}
