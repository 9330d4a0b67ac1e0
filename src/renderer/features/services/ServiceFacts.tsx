// The facts of a service in one strip.
import { Link } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import { address } from '../../api/addresses.ts'
import { FactStrip } from '../../ui/FactStrip.tsx'
import { formatPlural } from '../../ui/format.ts'
import { ImageName } from '../../ui/ImageName.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ServiceReplicas } from './ServiceReplicas.tsx'
import { isJob, modeSentence, portSentence } from './serviceWords.ts'

export interface ServiceFactsProps {
  readonly service: Service
  readonly connectionId: string
}

export function ServiceFacts({ service, connectionId }: ServiceFactsProps) {
  const { stack, ports, constraints } = service
  return (
    <FactStrip
      facts={[
        { label: isJob(service.mode) ? 'Job' : 'Replicas', value: <ServiceReplicas service={service} /> },
        { label: 'Image', value: <ImageName image={service.image} /> },
        ...(stack === null
          ? []
          : [{ label: 'Stack', value: <Link to={address.stack(connectionId, stack)}>{stack}</Link> }]),
        { label: 'Mode', value: modeSentence(service.mode) },
        ...(constraints.length === 0
          ? []
          : [
              {
                label: 'Placement',
                value: (
                  <span title={constraints.join('\n')}>
                    {constraints.length === 1
                      ? constraints[0]
                      : formatPlural(constraints.length, 'constraint')}
                  </span>
                ),
              },
            ]),
        ...(ports.length === 0 ? [] : [{ label: 'Ports', value: ports.map(portSentence).join(' · ') }]),
        { label: 'Updated', value: <RelativeTime at={service.updatedAt} suffix="ago" /> },
      ]}
    />
  )
}
