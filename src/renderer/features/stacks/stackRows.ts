// Stacks, grouped from the live services: services and networks that share the label com.docker.stack.namespace.
import type { Network } from '../../../shared/model/network.ts'
import type { Service, ServiceHealth } from '../../../shared/model/service.ts'

export interface StackRow {
  readonly name: string
  readonly services: readonly Service[]
  readonly networks: readonly Network[]
  readonly running: number
  readonly desired: number
  /** The worst of its services'. */
  readonly health: ServiceHealth
  /** True where a service that should run has nothing running. */
  readonly isDown: boolean
  /** The newest change of a service. */
  readonly updatedAt: string
}

const worstFirst: readonly ServiceHealth[] = [
  'degraded',
  'paused',
  'rollingBack',
  'updating',
  'running',
  'complete',
  'stopped',
]

/** One row a stack, by name. */
export function stackRows(services: readonly Service[], networks: readonly Network[]): readonly StackRow[] {
  const names = new Set([...services, ...networks].flatMap((each) => each.stack ?? []))
  return [...names]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) =>
      rowOf(
        name,
        services.filter((service) => service.stack === name),
        networks.filter((network) => network.stack === name),
      ),
    )
}

function rowOf(name: string, services: readonly Service[], networks: readonly Network[]): StackRow {
  const sum = (of: (service: Service) => number): number =>
    services.reduce((total, each) => total + of(each), 0)
  return {
    name,
    services,
    networks,
    running: sum((service) => service.running),
    desired: sum((service) => service.desired),
    health: worstFirst.find((health) => services.some((service) => service.health === health)) ?? 'stopped',
    isDown: services.some(
      (service) => service.health === 'degraded' && service.running === 0 && service.desired > 0,
    ),
    updatedAt:
      services
        .map((service) => service.updatedAt)
        .sort()
        .at(-1) ??
      networks
        .map((network) => network.createdAt)
        .sort()
        .at(-1) ??
      '',
  }
}
