// The engine's own object, as it answers it.
import { useQuery } from '@tanstack/react-query'
import type { Service } from '../../../shared/model/service.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { serviceInspectQuery } from '../../api/queries.ts'
import { RawObject } from '../../ui/RawObject.tsx'

export interface ServiceSpecProps {
  readonly connectionId: string
  readonly service: Service
}

export function ServiceSpec({ connectionId, service }: ServiceSpecProps) {
  const query = useQuery(serviceInspectQuery(useClient(), connectionId, service.id))
  return (
    <RawObject
      label={`Spec of ${service.name}`}
      value={query.data}
      error={query.error === null ? null : errorData(query.error)}
      onRetry={() => void query.refetch()}
    />
  )
}
