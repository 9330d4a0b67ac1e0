// The address of every page. A hash router: one file serves every address in both hosts, the token's place behind the # is
// the page's too, and back, forward, reload and a copied link work the same. Pages load when they are first opened.
import { createHashRouter, Navigate, type RouteObject } from 'react-router'
import { ClusterPages } from './features/frame/ClusterPages.tsx'
import { Frame } from './features/frame/Frame.tsx'
import { NotFoundPage } from './features/frame/NotFoundPage.tsx'
import { PageFault } from './features/frame/PageFault.tsx'

const clusterPages: RouteObject[] = [
  { index: true, element: <Navigate to="overview" replace /> },
  {
    path: 'overview',
    lazy: async () => ({ Component: (await import('./features/overview/OverviewPage.tsx')).OverviewPage }),
  },
  {
    path: 'nodes',
    lazy: async () => ({ Component: (await import('./features/nodes/NodesPage.tsx')).NodesPage }),
  },
  {
    path: 'nodes/:node',
    lazy: async () => ({ Component: (await import('./features/nodes/NodePage.tsx')).NodePage }),
  },
  {
    path: 'services',
    lazy: async () => ({ Component: (await import('./features/services/ServicesPage.tsx')).ServicesPage }),
  },
  {
    path: 'services/new',
    lazy: async () => ({
      Component: (await import('./features/createService/CreateServicePage.tsx')).CreateServicePage,
    }),
  },
  {
    path: 'services/:service/:tab?',
    lazy: async () => ({ Component: (await import('./features/services/ServicePage.tsx')).ServicePage }),
  },
  {
    path: 'stacks',
    lazy: async () => ({ Component: (await import('./features/stacks/StacksPage.tsx')).StacksPage }),
  },
  {
    path: 'stacks/:stack',
    lazy: async () => ({ Component: (await import('./features/stacks/StackPage.tsx')).StackPage }),
  },
  {
    path: 'networks',
    lazy: async () => ({ Component: (await import('./features/networks/NetworksPage.tsx')).NetworksPage }),
  },
  {
    path: 'activity',
    lazy: async () => ({ Component: (await import('./features/activity/ActivityPage.tsx')).ActivityPage }),
  },
  { path: '*', element: <NotFoundPage /> },
]

const routes: RouteObject[] = [
  {
    element: <Frame />,
    errorElement: <PageFault />,
    // Nothing for the moment that a page takes to load: it comes from the same machine.
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <PageFault />,
        children: [
          {
            index: true,
            lazy: async () => ({
              Component: (await import('./features/welcome/WelcomePage.tsx')).WelcomePage,
            }),
          },
          {
            path: 'settings',
            lazy: async () => ({
              Component: (await import('./features/settings/SettingsPage.tsx')).SettingsPage,
            }),
          },
          {
            path: 'c/:connectionId',
            element: <ClusterPages />,
            children: [{ errorElement: <PageFault />, children: clusterPages }],
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]

/** Made only when the address holds a page: the token that it may begin with is taken out before. */
export const createRouter = () => createHashRouter(routes)
