// The events of services and nodes, with the attributes that the engine's daemon adds to them.
import type { DemoNode, DemoService } from '../objects.ts'
import type { Cluster } from './cluster.ts'

export interface ServiceFace {
  readonly image: string
  readonly replicas: number | null
  readonly update: string | null
}

/** What of a service its events report; taken before a change, to be compared after. */
export function faceOf(service: DemoService): ServiceFace {
  const { Mode, TaskTemplate } = service.Spec
  return {
    image: TaskTemplate.ContainerSpec?.Image ?? '',
    replicas: Mode.Replicated ? (Mode.Replicated.Replicas ?? 1) : null,
    update: service.UpdateStatus?.State ?? null,
  }
}

export function announceService(
  cluster: Cluster,
  action: 'create' | 'update' | 'remove',
  service: DemoService,
  before?: ServiceFace,
): void {
  const attributes: Record<string, string> = { name: service.Spec.Name }
  const after = faceOf(service)
  if (before) {
    if (before.image !== after.image) {
      attributes['image.new'] = after.image
      attributes['image.old'] = before.image
    }
    if (before.replicas !== null && after.replicas !== null && before.replicas !== after.replicas) {
      attributes['replicas.new'] = String(after.replicas)
      attributes['replicas.old'] = String(before.replicas)
    }
    if (after.update !== null && after.update !== before.update) {
      attributes['updatestate.new'] = after.update
      if (before.update !== null) attributes['updatestate.old'] = before.update
    }
  }
  cluster.emit('service', action, service.ID, attributes)
}

export function announceNode(
  cluster: Cluster,
  node: DemoNode,
  before: { availability: string; role: string; leader: boolean },
): void {
  const attributes: Record<string, string> = { name: node.Description.Hostname }
  const leader = node.ManagerStatus?.Leader === true
  if (before.availability !== node.Spec.Availability) {
    attributes['availability.new'] = node.Spec.Availability
    attributes['availability.old'] = before.availability
  }
  if (before.role !== node.Spec.Role) {
    attributes['role.new'] = node.Spec.Role
    attributes['role.old'] = before.role
  }
  if (before.leader !== leader) {
    attributes['leader.new'] = String(leader)
    attributes['leader.old'] = String(before.leader)
  }
  cluster.emit('node', 'update', node.ID, attributes)
}
