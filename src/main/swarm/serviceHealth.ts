// The one word for a service, from what is asked and what runs.
import type { Service, ServiceHealth } from '../../shared/model/service.ts'

type Counted = Pick<Service, 'mode' | 'running' | 'desired' | 'completed'> & {
  readonly update: Pick<Service['update'], 'state'>
}

/** In the order of what matters: a change under way, a change that stopped, then the counts. */
export function serviceHealthOf(service: Counted): ServiceHealth {
  switch (service.update.state) {
    case 'updating':
      return 'updating'
    case 'rollback_started':
      return 'rollingBack'
    case 'paused':
    case 'rollback_paused':
      return 'paused'
    case 'none':
    case 'completed':
    case 'rollback_completed':
  }
  const { mode, running, desired, completed } = service
  switch (mode.kind) {
    case 'replicated-job':
      if (completed >= mode.total) return 'complete'
      break
    case 'global-job':
      if (desired === 0 && running === 0 && completed > 0) return 'complete'
      break
    case 'replicated':
    case 'global':
      if (desired === 0 && running === 0) return 'stopped'
  }
  return running < desired ? 'degraded' : 'running'
}

export const isJob = (service: Pick<Service, 'mode'>): boolean =>
  service.mode.kind === 'replicated-job' || service.mode.kind === 'global-job'
