// How well the cluster is: healthy, degraded or critical, with each reason, and what is going on on purpose.
import type { ClusterHealth, HealthReason } from '../../shared/model/cluster.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Service } from '../../shared/model/service.ts'
import type { Task } from '../../shared/model/task.ts'
import type { ClusterState } from './clusterState.ts'
import { isJob } from './serviceHealth.ts'

interface Findings {
  readonly reasons: HealthReason[]
  readonly ongoing: HealthReason[]
}

/** Computed from the live picture alone; critical reasons first. */
export function clusterHealth(state: ClusterState): ClusterHealth {
  const findings: Findings = { reasons: [], ongoing: [] }
  const nodes = [...state.nodes.values()]
  const managers = nodes.filter((node) => node.manager !== null)
  const reachable = managers.filter((node) => node.manager?.reachability === 'reachable').length
  const quorum = {
    managers: managers.length,
    reachable,
    needed: managers.length === 0 ? 0 : Math.floor(managers.length / 2) + 1,
  }
  judgeQuorum(findings, quorum, state.problem?.code === 'swarm.noQuorum')
  for (const node of nodes) judgeNode(findings, node)
  const tasks = Map.groupBy(state.tasks.values(), (task) => task.serviceId)
  for (const service of state.services.values()) judgeService(findings, service, tasks.get(service.id) ?? [])
  const reasons = [
    ...findings.reasons.filter((reason) => reason.severity === 'critical'),
    ...findings.reasons.filter((reason) => reason.severity === 'degraded'),
  ]
  const [worst] = reasons
  return {
    overall: worst === undefined ? 'healthy' : worst.severity,
    reasons,
    ongoing: findings.ongoing,
    quorum,
    asOf: state.asOf ?? new Date(0).toISOString(),
  }
}

function judgeQuorum({ reasons }: Findings, quorum: ClusterHealth['quorum'], lost: boolean): void {
  const { managers, reachable, needed } = quorum
  const link = null
  if (lost || reachable < needed) {
    reasons.push({
      severity: 'critical',
      kind: 'quorumLost',
      text: 'the managers have lost their quorum',
      because:
        managers === 0 || reachable >= needed
          ? null
          : `${reachable} of ${managers} answer, ${needed} are needed`,
      link,
    })
  } else if (reachable < managers && reachable === needed) {
    reasons.push({
      severity: 'degraded',
      kind: 'quorumTight',
      text: 'no further manager may fail',
      because: `${reachable} of ${managers} managers answer and ${needed} are needed`,
      link,
    })
  }
}

function judgeNode({ reasons, ongoing }: Findings, node: SwarmNode): void {
  const name = node.hostname === '' ? node.id.slice(0, 12) : node.hostname
  const link = { kind: 'node' as const, id: node.id, name }
  const message = node.message === '' ? null : node.message
  if (node.state !== 'ready') {
    const what = node.state === 'unknown' ? 'has not reported yet' : `is ${node.state}`
    const text = node.manager === null ? `${name} ${what}` : `${name}, a manager, ${what}`
    reasons.push({ severity: 'degraded', kind: 'nodeDown', text, because: message, link })
  } else if (node.manager !== null && node.manager.reachability !== 'reachable') {
    const text = `${name} is out of reach as a manager`
    reasons.push({ severity: 'degraded', kind: 'managerUnreachable', text, because: message, link })
  }
  if (node.availability === 'drain') {
    ongoing.push({ severity: 'degraded', kind: 'nodeDraining', text: `${name} drains`, because: null, link })
  } else if (node.availability === 'pause') {
    const text = `${name} takes no new tasks`
    ongoing.push({ severity: 'degraded', kind: 'nodePaused', text, because: null, link })
  }
}

function judgeService({ reasons, ongoing }: Findings, service: Service, tasks: readonly Task[]): void {
  const { name, running, desired } = service
  const link = { kind: 'service' as const, id: service.id, name }
  const because = service.reason?.plain ?? null
  const runs = `${name} runs ${running} of ${desired} ${desired === 1 ? 'replica' : 'replicas'}`
  // Fewer than asked is no fault while what is missing is on its way and nothing has failed
  const coming = isComing(service, tasks)
  const say = (
    kind: HealthReason['kind'],
    severity: HealthReason['severity'],
    text: string,
  ): HealthReason => ({
    severity,
    kind,
    text,
    because,
    link,
  })
  switch (service.health) {
    case 'updating':
      ongoing.push(say('serviceUpdating', 'degraded', `${name} is updating`))
      break
    case 'rollingBack':
      ongoing.push(say('rolledBack', 'degraded', `${name} is rolling back`))
      break
    case 'paused': {
      const what = service.update.state === 'rollback_paused' ? 'rollback' : 'update'
      reasons.push(say('updatePaused', 'degraded', `the ${what} of ${name} is paused`))
      break
    }
    case 'degraded':
      if (isJob(service)) {
        if (!coming) reasons.push(say('serviceDegraded', 'degraded', `the job ${name} does not get on`))
      } else if (coming) {
        ongoing.push(
          say('serviceUpdating', 'degraded', `${name} is starting ${desired - running} of ${desired}`),
        )
      } else if (running > 0) {
        reasons.push(say('serviceDegraded', 'degraded', runs))
      }
      break
    case 'running':
    case 'complete':
    case 'stopped':
  }
  if (!isJob(service) && running === 0 && desired > 0 && !coming) {
    reasons.push(
      say(
        'serviceDown',
        'critical',
        `${name} runs none of ${desired} ${desired === 1 ? 'replica' : 'replicas'}`,
      ),
    )
  }
}

function isComing(service: Service, tasks: readonly Task[]): boolean {
  if (tasks.some((task) => task.phase === 'failed' || (task.phase === 'pending' && task.error !== null)))
    return false
  const starting = tasks.filter((task) => task.phase === 'starting' || task.phase === 'pending').length
  return starting >= service.desired - service.running
}
