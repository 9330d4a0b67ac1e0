// A service's mode, ports and possible actions in words.
import { assertNever } from '../../../shared/errors.ts'
import type { ActionInput } from '../../../shared/model/action.ts'
import type { PublishedPort, Service, ServiceMode } from '../../../shared/model/service.ts'

/** One word for the column: `replicas`, `global`, `job`. */
export function modeWord(mode: ServiceMode): 'replicas' | 'global' | 'job' {
  switch (mode.kind) {
    case 'replicated':
      return 'replicas'
    case 'global':
      return 'global'
    case 'replicated-job':
    case 'global-job':
      return 'job'
    default:
      return assertNever(mode)
  }
}

/** The mode in a sentence's words, for the fact strip. */
export function modeSentence(mode: ServiceMode): string {
  switch (mode.kind) {
    case 'replicated':
      return 'Replicated'
    case 'global':
      return 'Global, one task on each node'
    case 'replicated-job':
      return `Job, ${mode.total} in all, ${mode.concurrent} at a time`
    case 'global-job':
      return 'Job, once on each node'
    default:
      return assertNever(mode)
  }
}

export const isJob = (mode: ServiceMode): boolean => modeWord(mode) === 'job'

/** `80, 443`: the published ports, for the column. Empty where none is published. */
export const portList = (ports: readonly PublishedPort[]): string =>
  [...new Set(ports.flatMap((port) => port.published ?? []))].join(', ')

/** `9200 to 9200/tcp, ingress`. */
export const portSentence = (port: PublishedPort): string =>
  `${port.published ?? 'a free port'} to ${port.target}/${port.protocol}, ${port.mode}`

/** Why it cannot be scaled; null where it can. */
export const unscalable = (service: Pick<Service, 'mode'>): string | null =>
  service.mode.kind === 'replicated' ? null : 'Only replicated services can be scaled'

/** Why it cannot be rolled back; null where it can. */
export const noRollback = (service: Pick<Service, 'canRollBack'>): string | null =>
  service.canRollBack ? null : 'There is no previous version to go back to'

/** Scaling, from what stands on the screen. */
export const scaleOf = (service: Service): ActionInput => {
  const replicas = service.mode.kind === 'replicated' ? service.mode.replicas : 0
  return { kind: 'service.scale', service: service.name, replicas, from: replicas }
}
export const imageChangeOf = (service: Service): ActionInput => ({
  kind: 'service.image',
  service: service.name,
  image: service.image,
  from: service.image,
})
export const restartOf = (service: Service): ActionInput => ({
  kind: 'service.restart',
  service: service.name,
})
export const rollbackOf = (service: Service): ActionInput => ({
  kind: 'service.rollback',
  service: service.name,
})
export const removalOf = (service: Service): ActionInput => ({
  kind: 'service.remove',
  service: service.name,
})
