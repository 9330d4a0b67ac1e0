// A network as GET /networks answers it, and how it becomes a Network.
import { z } from 'zod'
import type { Network } from '../../../shared/model/network.ts'
import { flag, labelMap, list, oneOf, parseRecord, stackOf, text } from './fields.ts'

const networkRecord = z.object({
  Id: z.string().min(1),
  Name: text,
  Created: text,
  Driver: text,
  Scope: oneOf(['swarm', 'local', 'global'], 'local'),
  Ingress: flag,
  Internal: flag,
  Attachable: flag,
  Options: labelMap,
  Labels: labelMap,
  IPAM: z.object({ Config: list(z.object({ Subnet: text })) }).nullish(),
})

/** One network of GET /networks. @throws AppError `engine.failed` where the answer is no network */
export function normalizeNetwork(raw: unknown): Network {
  const record = parseRecord(networkRecord, raw, 'a network')
  const encrypted = record.Options['encrypted']
  return {
    id: record.Id,
    name: record.Name,
    driver: record.Driver,
    scope: record.Scope,
    ingress: record.Ingress,
    internal: record.Internal,
    attachable: record.Attachable,
    // `--opt encrypted` stores an empty value
    encrypted: encrypted !== undefined && encrypted !== 'false',
    subnets: (record.IPAM?.Config ?? []).map((pool) => pool.Subnet).filter((subnet) => subnet !== ''),
    stack: stackOf(record.Labels),
    labels: record.Labels,
    createdAt: record.Created,
  }
}
