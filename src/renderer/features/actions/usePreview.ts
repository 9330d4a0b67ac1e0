// What would happen, asked of main and asked again while the dialog stands open, because the cluster goes on living.
import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { ActionInput, ActionPreview } from '../../../shared/model/action.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { mergePreviews } from './actionWords.ts'

export interface Preview {
  /** The last one that is known, so that nothing flickers while a value is typed; null until there is one. */
  readonly preview: ActionPreview | null
  /** Whether it is that of the present actions. */
  readonly isCurrent: boolean
  readonly error: AppErrorData | null
  readonly retry: () => void
}

/**
 * The preview of one action or several as one.
 * @param enabled false while a field holds something that cannot be asked for
 */
export function usePreview(
  connectionId: string,
  actions: readonly [ActionInput, ...ActionInput[]],
  enabled = true,
): Preview {
  const client = useClient()
  const results = useQueries({
    queries: actions.map((action) => ({
      queryKey: ['preview', connectionId, action],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        client.actions.preview({ connectionId, action }, { signal }),
      enabled,
      refetchInterval: 5_000,
      staleTime: 0,
      gcTime: 0,
    })),
  })
  const previews = results.flatMap((result) => result.data ?? [])
  const failed = results.find((result) => result.error !== null)
  const signature = previews.map((each) => each.asOf).join()
  // The answers are told apart by their time, so that the merged one keeps its identity between renders.
  // oxlint-disable-next-line react/exhaustive-deps
  const merged = useMemo(() => mergePreviews(actions, previews), [actions, signature, previews.length])
  const [last, setLast] = useState<ActionPreview | null>(null)
  if (merged !== null && merged !== last) setLast(merged)
  return {
    preview: merged ?? last,
    isCurrent: merged !== null,
    error: failed === undefined ? null : errorData(failed.error),
    retry: () => {
      for (const result of results) void result.refetch()
    },
  }
}
