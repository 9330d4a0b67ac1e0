// Builds the whole application without knowing who is asking: the desktop shell and the browser host both call this.
import type { Handlers } from '../shared/contract/index.ts'
import { Clusters } from './clusters.ts'
import type { AppDeps } from './deps.ts'
import type { LinkDeps } from './docker/linkDeps.ts'
import { actionsHandlers } from './handlers/actions.ts'
import { appHandlers } from './handlers/app.ts'
import { clusterHandlers } from './handlers/cluster.ts'
import { connectionsHandlers } from './handlers/connections.ts'
import { logsHandlers } from './handlers/logs.ts'
import { nodesHandlers } from './handlers/nodes.ts'
import { servicesHandlers } from './handlers/services.ts'
import { stacksHandlers } from './handlers/stacks.ts'
import { Operations } from './operations/operations.ts'
import { openStore } from './store/store.ts'
import { registryLogins } from './swarm/actions/registryLogin.ts'
import { pause } from './changesOf.ts'

export interface App {
  readonly handlers: Handlers
  /** Ends everything within 2 s: links closed, operations no longer followed, the database closed. */
  close(): Promise<void>
}

const closingMs = 1800

/** Opens the store of `deps.dataDir` and answers every method's handler. Errors: `store.failed`. */
export async function createApp(deps: AppDeps): Promise<App> {
  const store = await openStore(deps)
  const linkDeps: LinkDeps = {
    homeDir: deps.homeDir,
    env: deps.env,
    platform: deps.platform,
    dataDir: deps.dataDir,
    log: deps.log,
    // Loaded only for those who look at the demo.
    startDemo: async (size) => {
      const { startDemoEngine } = await import('../demo/engine.ts')
      return startDemoEngine(size)
    },
  }
  const clusters = new Clusters(store, linkDeps)
  const operations = new Operations({
    clusters,
    audit: store.audit,
    log: deps.log,
    logins: registryLogins(deps),
  })
  let closed: Promise<void> | null = null
  return {
    handlers: {
      app: appHandlers(deps),
      connections: connectionsHandlers({ clusters, operations, audit: store.audit, linkDeps }),
      cluster: clusterHandlers(clusters),
      nodes: nodesHandlers(clusters),
      services: servicesHandlers(clusters),
      stacks: stacksHandlers(clusters),
      logs: logsHandlers(clusters),
      actions: actionsHandlers({ clusters, operations, audit: store.audit }),
    },
    close: () => (closed ??= end()),
  }

  async function end(): Promise<void> {
    operations.close()
    const late = new AbortController()
    await Promise.race([clusters.close(), pause(closingMs, late.signal)])
    late.abort()
    store.close()
  }
}
