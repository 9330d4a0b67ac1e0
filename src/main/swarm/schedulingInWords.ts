// The scheduler's "no suitable node (…)" in plain words: each filter of swarmkit's scheduler has a text of its own.
import type { Service } from '../../shared/model/service.ts'

interface Obstacle {
  /** Nodes it rules out; null where the engine does not say. */
  readonly nodes: number | null
  /** Where it is the only one. */
  readonly alone: string
  /** Among others, after a count, singular and plural. */
  readonly one: string
  readonly many: string
}

/** @param error as in `no suitable node (scheduling constraints not satisfied on 3 nodes; 1 node not available for new tasks)` */
export function schedulingInWords(error: string, service: Pick<Service, 'constraints' | 'ports'>): string {
  const inside = /no suitable node \((.*)\)/s.exec(error)?.[1]
  if (inside === undefined) return 'No node can take the task'
  const obstacles = inside.split(/;\s*/).map((part) => obstacleOf(part.trim(), service))
  const known = obstacles.filter((obstacle) => obstacle !== null)
  if (known.length !== obstacles.length || known.length === 0) return 'No node can take the task'
  const [only] = known
  if (only !== undefined && known.length === 1) return only.alone
  const parts = known.map((obstacle) => {
    if (obstacle.nodes === null) return `some ${obstacle.many}`
    return `${obstacle.nodes} ${obstacle.nodes === 1 ? obstacle.one : obstacle.many}`
  })
  return `No node fits: ${parts.join(', ')}`
}

function obstacleOf(part: string, service: Pick<Service, 'constraints' | 'ports'>): Obstacle | null {
  const count = /(\d+) nodes?\b/.exec(part)?.[1]
  const nodes = count === undefined ? null : Number(count)
  const obstacle = (alone: string, one: string, many: string): Obstacle => ({ nodes, alone, one, many })
  if (part.includes('constraints not satisfied')) {
    const asked = service.constraints.length === 0 ? '' : ` (${service.constraints.join(', ')})`
    return obstacle(
      `No node meets its constraints${asked}`,
      `does not meet its constraints${asked}`,
      `do not meet its constraints${asked}`,
    )
  }
  if (part.includes('insufficient resources')) {
    return obstacle(
      'No node has the resources free that it reserves',
      'lacks the resources it reserves',
      'lack the resources it reserves',
    )
  }
  if (part.includes('port already in use')) {
    const ports = service.ports
      .filter((port) => port.mode === 'host' && port.published !== null)
      .map((port) => port.published)
    const which = ports.length === 0 ? 'its published port' : `port ${ports.join(', ')}`
    return obstacle(
      `No node has ${which} free`,
      `has ${which} in use already`,
      `have ${which} in use already`,
    )
  }
  if (part.includes('missing plugin')) {
    return obstacle('No node has the plugin it needs', 'lacks a plugin it needs', 'lack a plugin it needs')
  }
  if (part.includes('unsupported platform')) {
    return obstacle(
      'Its image is built for no platform of these nodes',
      'is of a platform the image is not built for',
      'are of a platform the image is not built for',
    )
  }
  if (part.includes('max replicas per node')) {
    return obstacle(
      'Every node that fits runs as many replicas as it may',
      'runs as many replicas as it may',
      'run as many replicas as they may',
    )
  }
  if (part.includes('not available for new tasks')) {
    return obstacle(
      'Every node is drained, paused or down',
      'is drained, paused or down',
      'are drained, paused or down',
    )
  }
  if (part.includes('volume')) {
    return obstacle('No node reaches its volumes', 'does not reach its volumes', 'do not reach its volumes')
  }
  return null
}
