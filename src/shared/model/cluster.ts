// The cluster as a whole: identity, live changes, health and figures.
import { z } from 'zod'
import { appErrorData } from '../errors.ts'
import { linkState } from './connection.ts'
import { network } from './network.ts'
import { swarmNode } from './node.ts'
import { service } from './service.ts'
import { task, taskPhase } from './task.ts'

/** From GET /info and GET /swarm of the connected manager. */
export const clusterInfo = z.object({
  swarmId: z.string(),
  createdAt: z.string(),
  engineVersion: z.string(),
  apiVersion: z.string(),
  /** The node this connection talks to. */
  nodeId: z.string(),
  nodeName: z.string(),
  nodeAddress: z.string(),
  managers: z.number().int(),
  nodes: z.number().int(),
  operatingSystem: z.string(),
  autolock: z.boolean(),
  defaultAddressPool: z.array(z.string()),
  subnetSize: z.number().int(),
  dataPathPort: z.number().int(),
  taskHistory: z.number().int(),
})
export type ClusterInfo = z.infer<typeof clusterInfo>

/** One reason why a cluster is not as asked. `link` names the object to open. */
export const healthReason = z.object({
  severity: z.enum(['degraded', 'critical']),
  kind: z.enum([
    'quorumLost',
    'quorumTight',
    'managerUnreachable',
    'nodeDown',
    'nodeDraining',
    'nodePaused',
    'serviceDown',
    'serviceDegraded',
    'updatePaused',
    'rolledBack',
    'serviceUpdating',
  ]),
  /** One clause, as in `shop_search runs 2 of 3 replicas`. */
  text: z.string(),
  /** The cause in words where known, as in `no node fits the third`. */
  because: z.string().nullable(),
  link: z.object({ kind: z.enum(['node', 'service']), id: z.string(), name: z.string() }).nullable(),
})
export type HealthReason = z.infer<typeof healthReason>

export const clusterHealth = z.object({
  /** `critical`: quorum lost, or a service that should run has nothing running. `degraded`: less than asked. */
  overall: z.enum(['healthy', 'degraded', 'critical']),
  reasons: z.array(healthReason),
  /** What happens on purpose and passes: updates, drains. Does not lower `overall`. */
  ongoing: z.array(healthReason),
  quorum: z.object({ managers: z.number().int(), reachable: z.number().int(), needed: z.number().int() }),
  /** ISO time of the state this was computed from. */
  asOf: z.iso.datetime(),
})
export type ClusterHealth = z.infer<typeof clusterHealth>

export const clusterStatistics = z.object({
  nodes: z.object({
    total: z.number().int(),
    ready: z.number().int(),
    down: z.number().int(),
    managers: z.number().int(),
    workers: z.number().int(),
    active: z.number().int(),
    paused: z.number().int(),
    drained: z.number().int(),
  }),
  services: z.object({
    total: z.number().int(),
    replicated: z.number().int(),
    global: z.number().int(),
    jobs: z.number().int(),
  }),
  replicas: z.object({ desired: z.number().int(), running: z.number().int() }),
  /** By engine state, only those present. */
  tasks: z.object({ total: z.number().int(), byState: z.record(z.string(), z.number().int()) }),
  stacks: z.number().int(),
  networks: z.number().int(),
  nanoCpus: z.number(),
  memoryBytes: z.number(),
  asOf: z.iso.datetime(),
})
export type ClusterStatistics = z.infer<typeof clusterStatistics>

/**
 * One change of a cluster's live picture. `reset` begins a fresh one (first answer, or after a reconnect): whatever was
 * known before is dropped. `link` carries the link's state; while it is not `connected` the picture is old and is
 * shown as such.
 */
export const clusterChange = z.object({
  reset: z.boolean(),
  /** True once the first full sync since the last reset is complete. */
  synced: z.boolean(),
  asOf: z.iso.datetime().nullable(),
  link: linkState.optional(),
  /** The link is up but there is no swarm to show (worker, no swarm, locked, quorum lost); null once there is. */
  problem: appErrorData.nullable().optional(),
  info: clusterInfo.optional(),
  health: clusterHealth.optional(),
  nodes: z.array(swarmNode).optional(),
  services: z.array(service).optional(),
  tasks: z.array(task).optional(),
  networks: z.array(network).optional(),
  removed: z
    .object({
      nodes: z.array(z.string()),
      services: z.array(z.string()),
      tasks: z.array(z.string()),
      networks: z.array(z.string()),
    })
    .partial()
    .optional(),
})
export type ClusterChange = z.infer<typeof clusterChange>

/** A saved connection with its link and a glance at the cluster behind it, for cards and badges. */
export const connectionGlance = z.object({
  connectionId: z.string(),
  link: linkState,
  problem: appErrorData.nullable(),
  overall: z.enum(['healthy', 'degraded', 'critical']).nullable(),
  /** One line, as in `shop_search runs 2 of 3; node7 drains`. */
  summary: z.string().nullable(),
  figures: z
    .object({
      nodes: z.number().int(),
      services: z.number().int(),
      running: z.number().int(),
      desired: z.number().int(),
      phases: z.partialRecord(taskPhase, z.number().int()),
    })
    .nullable(),
  asOf: z.iso.datetime().nullable(),
})
export type ConnectionGlance = z.infer<typeof connectionGlance>

/** An event of the swarm (scope=swarm) in words. */
export const swarmEvent = z.object({
  /** Unique within a connection: `${timeNano}-${type}-${action}-${actorId}`. */
  id: z.string(),
  at: z.iso.datetime(),
  type: z.enum(['service', 'node', 'secret', 'config', 'network', 'other']),
  action: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  /** One clause without the actor's name, as in `update started` or `set to drain`. */
  text: z.string(),
  tone: z.enum(['ok', 'busy', 'warn', 'bad', 'hold', 'done', 'idle']),
  attributes: z.record(z.string(), z.string()),
})
export type SwarmEvent = z.infer<typeof swarmEvent>
