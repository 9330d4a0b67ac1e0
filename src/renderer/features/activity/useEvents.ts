// Follows the events of a cluster while somebody looks: the past ones that the engine can replay, then each as it comes.
import { useEffect, useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { errorData, followStream } from '../../api/followStream.ts'
import { frameBatch } from '../../api/frameBatch.ts'
import { mergeEvents } from './timeline.ts'

export interface Events {
  /** Newest first; null until the first answer. */
  readonly events: readonly SwarmEvent[] | null
  readonly error: AppErrorData | null
}

/** @param limit how many past events to ask for; twice as many are kept */
export function useEvents(connectionId: string, limit: number): Events {
  const { client, wire } = useApi()
  const [state, setState] = useState<Events>({ events: null, error: null })
  useEffect(() => {
    const batch = frameBatch<SwarmEvent>((arrived) =>
      setState((before) => ({ events: mergeEvents(before.events ?? [], arrived, limit * 2), error: null })),
    )
    // A stream of nothing says nothing: the past is asked for by itself, so that an empty one is known as such.
    const stop = new AbortController()
    client.cluster.events({ connectionId, limit }, { signal: stop.signal }).then(
      (past) =>
        setState((before) => ({ events: mergeEvents(before.events ?? [], past, limit * 2), error: null })),
      (error: unknown) => {
        if (!stop.signal.aborted) setState((before) => ({ ...before, error: errorData(error) }))
      },
    )
    const leave = followStream({
      wire,
      open: (signal) => client.cluster.watchEvents({ connectionId, limit }, { signal }),
      onItem: batch.add,
      onError: (error) => setState((before) => ({ ...before, error })),
    })
    return () => {
      stop.abort()
      leave()
      batch.close()
    }
  }, [client, wire, connectionId, limit])
  return state
}
