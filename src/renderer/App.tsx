// Everything that stands around the pages: theme, live api, notices, routes.
import { Notifications } from '@mantine/notifications'
import { RouterProvider } from 'react-router'
import { ApiProvider } from './api/ApiProvider.tsx'
import type { LiveApi } from './api/liveApi.ts'
import { router } from './routes.tsx'
import { SwarmdeckTheme } from './theme/SwarmdeckTheme.tsx'

export function App({ api }: { readonly api: LiveApi }) {
  return (
    <SwarmdeckTheme>
      <ApiProvider api={api}>
        <Notifications position="bottom-right" limit={4} />
        <RouterProvider router={router} />
      </ApiProvider>
    </SwarmdeckTheme>
  )
}
