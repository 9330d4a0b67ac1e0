// More services than anyone names by hand, for measuring how an app copes with a big swarm.
import type { ServicePlan } from './plan.ts'

const teams = ['orders', 'billing', 'catalog', 'media', 'search', 'mail', 'reports', 'stock', 'maps', 'chat']
const parts = [
  ['web', 'nginx:1.27-alpine'],
  ['api', 'registry.example.com/platform/api:5.4.1'],
  ['worker', 'registry.example.com/platform/worker:5.4.1'],
  ['scheduler', 'registry.example.com/platform/scheduler:2.0.3'],
  ['cache', 'redis:7.4-alpine'],
  ['queue', 'rabbitmq:4.0-alpine'],
  ['index', 'registry.example.com/platform/index:1.18.0'],
  ['metrics', 'prom/statsd-exporter:v0.28.0'],
] as const

/** Stacks of eight services; on average a little over ten replicas a service. */
export function scalePlans(count: number): ServicePlan[] {
  return Array.from({ length: count }, (_, at): ServicePlan => {
    const stackNumber = Math.floor(at / parts.length)
    const [name, image] = parts[at % parts.length] ?? parts[0]
    return {
      stack: `${teams[stackNumber % teams.length] ?? 'team'}-${Math.floor(stackNumber / teams.length) + 1}`,
      name,
      image,
      replicas: 1 + ((at * 7) % 20),
      networks: ['net'],
    }
  })
}
