// GET /info and GET /swarm, and how they become a ClusterInfo or the error that says why there is no cluster to show.
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { ClusterInfo } from '../../../shared/model/cluster.ts'
import { flag, list, oneOf, parseRecord, text, whole } from './fields.ts'

const infoRecord = z.object({
  Name: text,
  ServerVersion: text,
  OperatingSystem: text,
  Swarm: z
    .object({
      NodeID: text,
      NodeAddr: text,
      LocalNodeState: oneOf(['inactive', 'pending', 'active', 'error', 'locked'], 'inactive'),
      ControlAvailable: flag,
      Error: text,
      RemoteManagers: list(z.object({ Addr: text })),
      Nodes: whole,
      Managers: whole,
    })
    .nullish(),
})
const swarmRecord = z.object({
  ID: z.string().min(1),
  CreatedAt: text,
  Spec: z
    .object({
      Orchestration: z.object({ TaskHistoryRetentionLimit: whole }).nullish(),
      EncryptionConfig: z.object({ AutoLockManagers: flag }).nullish(),
    })
    .nullish(),
  DefaultAddrPool: list(z.string()),
  SubnetSize: whole,
  DataPathPort: whole,
})

/** How an engine words it that too few managers answer. */
export const saysNoQuorum = (words: string): boolean =>
  /does not have a leader|too few managers|no elected primary|quorum/i.test(words)

/**
 * Whether GET /info shows a manager of a working swarm.
 * @throws AppError `swarm.none`, `swarm.locked`, `swarm.notManager`, `swarm.noQuorum`, `engine.failed`
 */
export function checkManager(rawInfo: unknown): void {
  const info = parseRecord(infoRecord, rawInfo, 'itself')
  const swarm = info.Swarm
  const name = info.Name === '' ? 'This machine' : info.Name
  const words = swarm?.Error ?? ''
  switch (swarm?.LocalNodeState) {
    case undefined:
    case 'inactive':
      throw new AppError('swarm.none', `${name} is not part of a swarm.`)
    case 'locked':
      throw new AppError('swarm.locked', `The swarm on ${name} is locked since its engine started.`)
    case 'error':
    case 'pending':
      if (saysNoQuorum(words) || /deadline exceeded/i.test(words)) throw noQuorum(words)
      throw new AppError(
        'engine.failed',
        swarm.LocalNodeState === 'pending'
          ? `${name} is still joining its swarm${words === '' ? '' : `: ${words}`}.`
          : `The swarm on ${name} does not run: ${words === '' ? 'its engine gives no reason' : words}.`,
      )
    case 'active':
      if (!swarm.ControlAvailable) {
        const managers = swarm.RemoteManagers.map((manager) => manager.Addr).filter((addr) => addr !== '')
        throw new AppError(
          'swarm.notManager',
          managers.length === 0
            ? `${name} is a worker of its swarm.`
            : `${name} is a worker of its swarm; its managers are ${managers.join(', ')}.`,
          { details: { managers } },
        )
      }
      if (saysNoQuorum(words)) throw noQuorum(words)
  }
}

export const noQuorum = (words: string): AppError =>
  new AppError('swarm.noQuorum', 'The swarm has no leader: too few of its managers answer.', {
    details: { engine: words },
  })

/** @param rawInfo GET /info @param rawSwarm GET /swarm @param apiVersion as spoken, as in `1.41` */
export function normalizeClusterInfo(rawInfo: unknown, rawSwarm: unknown, apiVersion: string): ClusterInfo {
  const info = parseRecord(infoRecord, rawInfo, 'itself')
  const swarm = parseRecord(swarmRecord, rawSwarm, 'the swarm')
  return {
    swarmId: swarm.ID,
    createdAt: swarm.CreatedAt,
    engineVersion: info.ServerVersion,
    apiVersion,
    nodeId: info.Swarm?.NodeID ?? '',
    nodeName: info.Name,
    nodeAddress: info.Swarm?.NodeAddr ?? '',
    managers: info.Swarm?.Managers ?? 0,
    nodes: info.Swarm?.Nodes ?? 0,
    operatingSystem: info.OperatingSystem,
    autolock: swarm.Spec?.EncryptionConfig?.AutoLockManagers ?? false,
    defaultAddressPool: swarm.DefaultAddrPool,
    subnetSize: swarm.SubnetSize,
    dataPathPort: swarm.DataPathPort,
    taskHistory: swarm.Spec?.Orchestration?.TaskHistoryRetentionLimit ?? 0,
  }
}
