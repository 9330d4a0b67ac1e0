// Stacks: services and networks grouped by the label com.docker.stack.namespace. The engine knows no stacks of its own.
import { AppError } from '../../shared/errors.ts'
import type { StackSummary } from '../../shared/contract/stacks.ts'
import type { Network } from '../../shared/model/network.ts'
import type { Service, ServiceHealth } from '../../shared/model/service.ts'
import type { Engine } from '../docker/engine.ts'
import { byName } from './nodes.ts'
import { listNetworks } from './networks.ts'
import { isJob } from './serviceHealth.ts'
import { listServices } from './services.ts'

/** From bad to well: a stack is as its worst service. */
const worstFirst: readonly ServiceHealth[] = [
  'degraded',
  'paused',
  'rollingBack',
  'updating',
  'running',
  'complete',
  'stopped',
]

/** All stacks by name. GET /services, GET /networks. */
export async function listStacks(engine: Engine, signal: AbortSignal): Promise<StackSummary[]> {
  const [services, networks] = await Promise.all([listServices(engine, signal), listNetworks(engine, signal)])
  return stackNames(services, networks).map((name) => summarize(name, services, networks))
}

/** One stack with its services. @throws AppError `engine.notFound` */
export async function getStack(
  engine: Engine,
  name: string,
  signal: AbortSignal,
): Promise<StackSummary & { members: Service[] }> {
  const [services, networks] = await Promise.all([listServices(engine, signal), listNetworks(engine, signal)])
  if (!stackNames(services, networks).includes(name)) {
    throw new AppError('engine.notFound', `There is no stack ${name}.`)
  }
  return {
    ...summarize(name, services, networks),
    members: services.filter((service) => service.stack === name),
  }
}

/** The names that any of these carries, in order. */
export function stackNames(services: readonly Service[], networks: readonly Network[]): string[] {
  const names = new Set<string>()
  for (const { stack } of [...services, ...networks]) if (stack !== null) names.add(stack)
  return [...names].sort(byName)
}

/** One stack's line, out of all services and networks. */
export function summarize(
  name: string,
  services: readonly Service[],
  networks: readonly Network[],
): StackSummary {
  const members = services.filter((service) => service.stack === name)
  const own = networks.filter((network) => network.stack === name)
  const lasting = members.filter((service) => !isJob(service))
  const times = [...members.map((service) => service.updatedAt), ...own.map((network) => network.createdAt)]
  return {
    name,
    services: members.length,
    running: lasting.reduce((total, service) => total + service.running, 0),
    desired: lasting.reduce((total, service) => total + service.desired, 0),
    health: worstFirst.find((health) => members.some((service) => service.health === health)) ?? 'stopped',
    networks: own.map((network) => network.name).sort(byName),
    updatedAt: times.sort().at(-1) ?? '',
  }
}
