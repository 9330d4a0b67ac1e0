// Creating, changing and removing services of the simulated swarm, with the engine's checks.
import { Refusal, rpcRefusal } from '../refusal.ts'
import type { DemoService, ServiceSpec } from '../objects.ts'
import { announceService, faceOf } from './announce.ts'
import { checkSpec, completeSpec, endpointOf } from './checkSpec.ts'
import type { Cluster } from './cluster.ts'
import type { Orchestrator } from './orchestrator.ts'

/** POST /services/create */
export function createService(cluster: Cluster, orchestrator: Orchestrator, given: ServiceSpec): DemoService {
  const service = addService(cluster, given)
  announceService(cluster, 'create', service)
  orchestrator.serviceChanged(service)
  return service
}

/** Only the object: nothing runs yet. `createdMs` lets a service be older than the program. */
export function addService(
  cluster: Cluster,
  given: ServiceSpec,
  createdMs: number = cluster.clock.now(),
): DemoService {
  checkSpec(cluster, given, null)
  const spec = completeSpec(cluster, given, null)
  const stamp = cluster.clock.stamp(createdMs)
  const service: DemoService = {
    ID: cluster.random.id(),
    Version: { Index: cluster.nextIndex() },
    CreatedAt: stamp,
    UpdatedAt: stamp,
    Spec: spec,
    Endpoint: endpointOf(cluster, spec, null),
  }
  if (isJob(spec)) service.JobStatus = { JobIteration: {}, LastExecution: stamp }
  cluster.services.set(service.ID, service)
  cluster.serviceIdByName.set(spec.Name, service.ID)
  return service
}

/**
 * POST /services/{id}/update. `version` is the one the spec was read at; `rollback` `previous` ignores the given spec.
 * @throws Refusal 500 "update out of sequence" where somebody else was quicker.
 */
export function updateService(
  cluster: Cluster,
  orchestrator: Orchestrator,
  service: DemoService,
  version: number,
  given: ServiceSpec | 'previous',
): void {
  if (version !== service.Version.Index) throw rpcRefusal(500, 'Unknown', 'update out of sequence')
  const before = faceOf(service)
  const present = service.Spec
  if (given === 'previous') {
    if (!service.PreviousSpec)
      throw rpcRefusal(400, 'FailedPrecondition', `service ${service.ID} does not have a previous spec`)
    service.Spec = service.PreviousSpec
    service.PreviousSpec = present
    service.UpdateStatus = {
      State: 'rollback_started',
      StartedAt: cluster.clock.stamp(),
      Message: 'manually requested rollback',
    }
  } else {
    checkSpec(cluster, given, service)
    service.Spec = completeSpec(cluster, given, present)
    service.PreviousSpec = present
    delete service.UpdateStatus
  }
  service.Endpoint = endpointOf(cluster, service.Spec, service.Endpoint)
  if (isJob(service.Spec) && service.Spec.TaskTemplate !== present.TaskTemplate)
    service.JobStatus = {
      JobIteration: { Index: (service.JobStatus?.JobIteration.Index ?? 0) + 1 },
      LastExecution: cluster.clock.stamp(),
    }
  cluster.touch(service)
  announceService(cluster, 'update', service, before)
  orchestrator.serviceChanged(service, given === 'previous' ? 'rollback' : 'update')
}

/** DELETE /services/{id} */
export function removeService(cluster: Cluster, orchestrator: Orchestrator, service: DemoService): void {
  cluster.services.delete(service.ID)
  cluster.serviceIdByName.delete(service.Spec.Name)
  announceService(cluster, 'remove', service)
  orchestrator.serviceRemoved(service)
}

/** The query's version as the engine reads it. */
export function versionOf(text: string | null, kind: 'service' | 'node'): number {
  if (text !== null && /^\d+$/.test(text)) return Number(text)
  throw new Refusal(
    400,
    `invalid ${kind} version '${text ?? ''}': strconv.ParseUint: parsing "${text ?? ''}": invalid syntax`,
  )
}

function isJob(spec: ServiceSpec): boolean {
  return Boolean(spec.Mode.ReplicatedJob ?? spec.Mode.GlobalJob)
}
