// The address of every page, so that links are written in one place. Services and stacks by name, nodes by id, because
// hostnames may repeat.
export const address = {
  welcome: '/',
  settings: '/settings',
  overview: (connectionId: string) => of(connectionId, 'overview'),
  nodes: (connectionId: string) => of(connectionId, 'nodes'),
  node: (connectionId: string, node: string) => of(connectionId, 'nodes', node),
  services: (connectionId: string) => of(connectionId, 'services'),
  newService: (connectionId: string) => of(connectionId, 'services', 'new'),
  service: (connectionId: string, service: string, tab?: string) =>
    tab === undefined ? of(connectionId, 'services', service) : of(connectionId, 'services', service, tab),
  stacks: (connectionId: string) => of(connectionId, 'stacks'),
  stack: (connectionId: string, stack: string) => of(connectionId, 'stacks', stack),
  networks: (connectionId: string) => of(connectionId, 'networks'),
  activity: (connectionId: string) => of(connectionId, 'activity'),
} as const

const of = (...parts: readonly string[]): string => `/c/${parts.map(encodeURIComponent).join('/')}`
