// Hands the live api to the pages.
import { QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import type { Client } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { LiveApi } from './liveApi.ts'

const ApiContext = createContext<LiveApi | null>(null)

export function ApiProvider({ api, children }: { readonly api: LiveApi; readonly children: ReactNode }) {
  return (
    <ApiContext value={api}>
      <QueryClientProvider client={api.queryClient}>{children}</QueryClientProvider>
    </ApiContext>
  )
}

/** The live api of the page. */
export function useApi(): LiveApi {
  const api = useContext(ApiContext)
  if (!api) throw new AppError('internal', 'A part of the page was drawn outside ApiProvider.')
  return api
}

/** The typed client: `client.services.list({ connectionId })`. */
export const useClient = (): Client => useApi().client
