// How much of a service runs: a bar, or for a job how much is done.
import type { Service } from '../../../shared/model/service.ts'
import { ReplicaBar } from '../../ui/ReplicaBar.tsx'

export interface ServiceReplicasProps {
  readonly service: Pick<Service, 'mode' | 'running' | 'desired' | 'completed'>
}

export function ServiceReplicas({ service }: ServiceReplicasProps) {
  const { mode, running, desired, completed } = service
  if (mode.kind === 'replicated-job') return <span>{`${completed} of ${mode.total} done`}</span>
  if (mode.kind === 'global-job') return <span>{`${completed} done`}</span>
  return <ReplicaBar running={running} desired={desired} />
}
