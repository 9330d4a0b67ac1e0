// Routes that change the simulated swarm.
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { nodeSpec, serviceSpec } from '../objects.ts'
import { add as addNetwork } from '../seed/networks.ts'
import { findNetwork, findNode, findService } from '../swarm/find.ts'
import { removeNode, updateNode } from '../swarm/nodes.ts'
import { createService, removeService, updateService, versionOf } from '../swarm/services.ts'
import { isTrue } from './readRoutes.ts'
import type { Answer, Call, Route } from './router.ts'

const networkGiven = z.looseObject({
  Name: z.string().min(1),
  Driver: z.string().optional(),
  Scope: z.string().optional(),
  Internal: z.boolean().optional(),
  Attachable: z.boolean().optional(),
  Labels: z.record(z.string(), z.string()).nullish(),
})

export const changeRoutes: readonly Route[] = [
  { method: 'POST', path: '/services/create', handle: create },
  { method: 'POST', path: '/services/*/update', handle: update },
  {
    method: 'DELETE',
    path: '/services/*',
    handle: ({ simulation: { cluster, orchestrator }, parts }) => {
      removeService(cluster, orchestrator, findService(cluster, parts[0] ?? ''))
      return {}
    },
  },
  { method: 'POST', path: '/nodes/*/update', handle: changeNode },
  {
    method: 'DELETE',
    path: '/nodes/*',
    handle: ({ simulation: { cluster }, parts, query }) => {
      removeNode(cluster, findNode(cluster, parts[0] ?? ''), isTrue(query.get('force')))
      return {}
    },
  },
  { method: 'POST', path: '/networks/create', handle: createNetwork },
  { method: 'DELETE', path: '/networks/*', handle: removeNetwork },
]

async function create({ simulation: { cluster, orchestrator }, body }: Call): Promise<Answer> {
  const service = createService(cluster, orchestrator, await body(serviceSpec))
  return { status: 201, json: { ID: service.ID, Warnings: null } }
}

async function update({ simulation: { cluster, orchestrator }, parts, query, body }: Call): Promise<Answer> {
  const version = versionOf(query.get('version'), 'service')
  const rollback = query.get('rollback') ?? ''
  if (!['', 'none', 'previous'].includes(rollback))
    throw new Refusal(400, `unrecognized rollback option ${rollback}`)
  const authFrom = query.get('registryAuthFrom') ?? ''
  if (!['', 'spec', 'previous-spec'].includes(authFrom))
    throw new Refusal(400, `unsupported registryAuthFrom value: "${authFrom}"`)
  const spec = await body(serviceSpec)
  const service = findService(cluster, parts[0] ?? '')
  updateService(cluster, orchestrator, service, version, rollback === 'previous' ? 'previous' : spec)
  return { json: { Warnings: null } }
}

async function changeNode({
  simulation: { cluster, orchestrator },
  parts,
  query,
  body,
}: Call): Promise<Answer> {
  const version = versionOf(query.get('version'), 'node')
  const spec = await body(nodeSpec)
  updateNode(cluster, orchestrator, findNode(cluster, parts[0] ?? ''), version, spec)
  return {}
}

async function createNetwork({ simulation: { cluster }, body }: Call): Promise<Answer> {
  const given = await body(networkGiven)
  for (const known of cluster.networks.values())
    if (known.Name === given.Name) throw new Refusal(409, `network with name ${given.Name} already exists`)
  const isSwarm = given.Driver === 'overlay' || given.Scope === 'swarm'
  const network = addNetwork(cluster, {
    Name: given.Name,
    Driver: given.Driver ?? 'bridge',
    Scope: isSwarm ? 'swarm' : 'local',
    Subnet: `10.201.${cluster.networks.size % 250}.0/24`,
    Internal: given.Internal ?? false,
    Attachable: given.Attachable ?? false,
    Labels: given.Labels ?? {},
  })
  cluster.emit('network', 'create', network.Id, { name: network.Name, type: network.Driver })
  return { status: 201, json: { Id: network.Id, Warning: '' } }
}

function removeNetwork({ simulation: { cluster }, parts }: Call): Answer {
  const network = findNetwork(cluster, parts[0] ?? '')
  if (['bridge', 'host', 'none'].includes(network.Name))
    throw new Refusal(403, `${network.Name} is a pre-defined network and cannot be removed`)
  for (const service of cluster.services.values())
    if ((service.Spec.TaskTemplate.Networks ?? []).some((attached) => attached.Target === network.Id))
      throw new Refusal(
        400,
        `rpc error: code = FailedPrecondition desc = network ${network.Id} is in use by service ${service.ID}`,
      )
  cluster.networks.delete(network.Id)
  cluster.emit('network', 'remove', network.Id, { name: network.Name, type: network.Driver })
  return { status: 204 }
}
