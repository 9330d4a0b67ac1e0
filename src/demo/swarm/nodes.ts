// Changing and removing nodes of the simulated swarm, with the engine's checks.
import { Refusal, rpcRefusal } from '../refusal.ts'
import type { DemoNode, NodeSpec } from '../objects.ts'
import { announceNode } from './announce.ts'
import type { Cluster } from './cluster.ts'
import type { Orchestrator } from './orchestrator.ts'

/** POST /nodes/{id}/update: availability, role, labels. */
export function updateNode(
  cluster: Cluster,
  orchestrator: Orchestrator,
  node: DemoNode,
  version: number,
  spec: NodeSpec,
): void {
  if (!['worker', 'manager'].includes(spec.Role)) throw new Refusal(400, `invalid Role: "${spec.Role}"`)
  if (!['active', 'pause', 'drain'].includes(spec.Availability))
    throw new Refusal(400, `invalid Availability: "${spec.Availability}"`)
  if (version !== node.Version.Index) throw rpcRefusal(500, 'Unknown', 'update out of sequence')
  const isDemotion = node.Spec.Role === 'manager' && spec.Role === 'worker'
  if (isDemotion && managers(cluster).length === 1)
    throw rpcRefusal(400, 'FailedPrecondition', 'attempting to demote the last manager of the swarm')
  const before = faceOf(node)
  node.Spec = spec
  cluster.touch(node)
  announceNode(cluster, node, before)
  if (before.role !== spec.Role) cluster.clock.after(800, () => settleRole(cluster, node))
  orchestrator.nodeChanged(node)
}

/** DELETE /nodes/{id}: the simulated ones are always up, so only a worker and only by force. */
export function removeNode(cluster: Cluster, node: DemoNode, force: boolean): void {
  if (node.Spec.Role === 'manager')
    throw rpcRefusal(
      400,
      'FailedPrecondition',
      `node ${node.ID} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    )
  if (!force && node.Status.State !== 'down')
    throw rpcRefusal(400, 'FailedPrecondition', `node ${node.ID} is not down and can't be removed`)
  cluster.removeNode(node.ID)
  cluster.emit('node', 'remove', node.ID, { name: node.Description.Hostname })
}

/** Raft membership follows the role a moment later; a leader that goes leaves the lead to another. */
function settleRole(cluster: Cluster, node: DemoNode): void {
  const before = faceOf(node)
  if (node.Spec.Role === 'manager') {
    node.ManagerStatus ??= { Reachability: 'reachable', Addr: `${node.Status.Addr}:2377` }
  } else if (node.ManagerStatus) {
    const led = node.ManagerStatus.Leader === true
    delete node.ManagerStatus
    const heir = managers(cluster).find((other) => other.ManagerStatus)
    if (led && heir?.ManagerStatus) {
      const heirBefore = faceOf(heir)
      heir.ManagerStatus = { Leader: true, ...heir.ManagerStatus }
      cluster.touch(heir)
      announceNode(cluster, heir, heirBefore)
    }
  }
  cluster.touch(node)
  announceNode(cluster, node, before)
}

function managers(cluster: Cluster): DemoNode[] {
  return [...cluster.nodes.values()].filter((node) => node.Spec.Role === 'manager')
}

function faceOf(node: DemoNode): { availability: string; role: string; leader: boolean } {
  return {
    availability: node.Spec.Availability,
    role: node.Spec.Role,
    leader: node.ManagerStatus?.Leader === true,
  }
}
