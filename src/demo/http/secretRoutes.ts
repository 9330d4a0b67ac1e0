// Secrets and configs: listed, read, created and removed. What a secret holds is never given out again.
import { z } from 'zod'
import type { DemoSecret } from '../objects.ts'
import { Refusal, rpcRefusal } from '../refusal.ts'
import type { Cluster } from '../swarm/cluster.ts'
import { byPrefix } from '../swarm/find.ts'
import { readFilters } from './filters.ts'
import type { Answer, Call, Route } from './router.ts'

type Kind = 'secret' | 'config'

const given = z.looseObject({
  Name: z.string().default(''),
  Labels: z.record(z.string(), z.string()).nullish(),
  Data: z.string().optional(),
})

export const secretRoutes: readonly Route[] = (['secret', 'config'] as const).flatMap((kind): Route[] => [
  { method: 'GET', path: `/${kind}s`, handle: (call) => list(call, kind) },
  { method: 'POST', path: `/${kind}s/create`, handle: (call) => create(call, kind) },
  {
    method: 'GET',
    path: `/${kind}s/*`,
    handle: ({ simulation, parts }) => ({ json: find(simulation.cluster, kind, parts[0] ?? '') }),
  },
  { method: 'DELETE', path: `/${kind}s/*`, handle: (call) => remove(call, kind) },
])

function among(cluster: Cluster, kind: Kind): Map<string, DemoSecret> {
  return kind === 'secret' ? cluster.secrets : cluster.configs
}

function find(cluster: Cluster, kind: Kind, reference: string): DemoSecret {
  for (const known of among(cluster, kind).values()) if (known.Spec.Name === reference) return known
  return byPrefix(among(cluster, kind), reference, kind)
}

function list({ simulation, query }: Call, kind: Kind): Answer {
  const filters = readFilters(query.get('filters'), ['id', 'name', 'names', 'label'])
  const found = [...among(simulation.cluster, kind).values()].filter(
    ({ ID, Spec }) =>
      filters.some('id', (id) => ID.startsWith(id)) &&
      filters.some('name', (name) => Spec.Name.startsWith(name)) &&
      filters.some('names', (name) => Spec.Name === name) &&
      filters.labels('label', Spec.Labels),
  )
  return { json: found }
}

async function create({ simulation: { cluster }, body }: Call, kind: Kind): Promise<Answer> {
  const { Name, Labels, Data } = await body(given)
  if (!/^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(Name) || Name.length > 64)
    throw rpcRefusal(400, 'InvalidArgument', `invalid name, only 64 [a-zA-Z0-9-_.] characters allowed`)
  for (const known of among(cluster, kind).values())
    if (known.Spec.Name === Name) throw rpcRefusal(409, 'AlreadyExists', `${kind} ${Name} already exists`)
  const stamp = cluster.clock.stamp()
  const made: DemoSecret = {
    ID: cluster.random.id(),
    Version: { Index: cluster.nextIndex() },
    CreatedAt: stamp,
    UpdatedAt: stamp,
    Spec: { Name, Labels: Labels ?? {}, ...(kind === 'config' && Data !== undefined ? { Data } : {}) },
  }
  among(cluster, kind).set(made.ID, made)
  cluster.emit(kind, 'create', made.ID, { name: Name })
  return { status: 201, json: { ID: made.ID } }
}

function remove({ simulation: { cluster }, parts }: Call, kind: Kind): Answer {
  const found = find(cluster, kind, parts[0] ?? '')
  for (const service of cluster.services.values()) {
    const container = service.Spec.TaskTemplate.ContainerSpec
    const uses =
      kind === 'secret'
        ? container?.Secrets?.some((used) => used.SecretID === found.ID)
        : container?.Configs?.some((used) => used.ConfigID === found.ID)
    if (uses)
      throw new Refusal(
        400,
        `rpc error: code = InvalidArgument desc = ${kind} '${found.Spec.Name}' is in use by the following service: ${service.Spec.Name}`,
      )
  }
  among(cluster, kind).delete(found.ID)
  cluster.emit(kind, 'remove', found.ID, { name: found.Spec.Name })
  return { status: 204 }
}
