// The tasks of one service, ended ones too, live while somebody looks at them.
import { useEffect, useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { Task } from '../../../shared/model/task.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { followStream } from '../../api/followStream.ts'

export interface ServiceTasks {
  /** null until the first answer. */
  readonly tasks: readonly Task[] | null
  readonly error: AppErrorData | null
}

const nothing: ServiceTasks = { tasks: null, error: null }

/** Follows `services.watchTasks`; after a loss it opens again by itself. The caller is keyed by the service. */
export function useServiceTasks(connectionId: string, serviceId: string): ServiceTasks {
  const api = useApi()
  const [state, setState] = useState(nothing)
  useEffect(() => {
    return followStream({
      wire: api.wire,
      open: (signal) => api.client.services.watchTasks({ connectionId, service: serviceId }, { signal }),
      onItem: (tasks) => setState({ tasks, error: null }),
      onError: (error) => setState((before) => ({ ...before, error })),
    })
  }, [api, connectionId, serviceId])
  return state
}
