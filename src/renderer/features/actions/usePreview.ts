// What would happen, asked of main and asked again while the dialog stands open, because the cluster goes on living.
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { ActionInput, ActionPreview } from '../../../shared/model/action.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { mergePreviews } from './actionWords.ts'

export interface Preview {
  /** null until it is known. */
  readonly preview: ActionPreview | null
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
      placeholderData: keepPreviousData,
      refetchInterval: 5_000,
      staleTime: 0,
      gcTime: 0,
    })),
  })
  const previews = results.flatMap((result) => result.data ?? [])
  const failed = results.find((result) => result.error !== null)
  const signature = previews.map((each) => each.asOf).join()
  return {
    // The answers are told apart by their time, so that the merged one keeps its identity between renders.
    // oxlint-disable-next-line react/exhaustive-deps
    preview: useMemo(() => mergePreviews(actions, previews), [actions, signature, previews.length]),
    error: failed === undefined ? null : errorData(failed.error),
    retry: () => {
      for (const result of results) void result.refetch()
    },
  }
}
