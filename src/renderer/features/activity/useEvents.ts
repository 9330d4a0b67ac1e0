// Follows the events of a cluster while somebody looks: the past ones that the engine can replay, then each as it comes.
import { useEffect, useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { followStream } from '../../api/followStream.ts'
import { frameBatch } from '../../api/frameBatch.ts'
import { mergeEvents } from './timeline.ts'

export interface Events {
  /** Newest first; null until the first answer. */
  readonly events: readonly SwarmEvent[] | null
  readonly error: AppErrorData | null
}

/** How long the first answer may take before a cluster without events is taken as such. */
const quietMs = 1500

/** @param limit how many past events to ask for; twice as many are kept */
export function useEvents(connectionId: string, limit: number): Events {
  const { client, wire } = useApi()
  const [state, setState] = useState<Events>({ events: null, error: null })
  useEffect(() => {
    const batch = frameBatch<SwarmEvent>((arrived) =>
      setState((before) => ({ events: mergeEvents(before.events ?? [], arrived, limit * 2), error: null })),
    )
    // A stream of nothing says nothing: without a word after a while there is nothing to replay.
    const quiet = setTimeout(
      () =>
        setState((before) => (before.error === null ? { ...before, events: before.events ?? [] } : before)),
      quietMs,
    )
    const leave = followStream({
      wire,
      open: (signal) => client.cluster.watchEvents({ connectionId, limit }, { signal }),
      onItem: batch.add,
      onError: (error) => setState((before) => ({ ...before, error })),
    })
    return () => {
      clearTimeout(quiet)
      leave()
      batch.close()
    }
  }, [client, wire, connectionId, limit])
  return state
}
