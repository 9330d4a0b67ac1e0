// Everything that stands around the pages: theme, live api, notices, routes.
import { Notifications } from '@mantine/notifications'
import { RouterProvider, type createHashRouter } from 'react-router'
import { ApiProvider } from './api/ApiProvider.tsx'
import type { LiveApi } from './api/liveApi.ts'
import { SwarmdeckTheme } from './theme/SwarmdeckTheme.tsx'

export interface AppProps {
  readonly api: LiveApi
  readonly router: ReturnType<typeof createHashRouter>
}

export function App({ api, router }: AppProps) {
  return (
    <SwarmdeckTheme>
      <ApiProvider api={api}>
        <section aria-label="Notices">
          <Notifications position="bottom-right" limit={4} withinPortal={false} />
        </section>
        <RouterProvider router={router} />
      </ApiProvider>
    </SwarmdeckTheme>
  )
}
