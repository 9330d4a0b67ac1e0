// The program itself.
import type { Handlers } from '../../shared/contract/index.ts'
import type { AppDeps } from '../deps.ts'

export function appHandlers(deps: AppDeps): Handlers['app'] {
  return {
    info: async () => ({
      version: deps.version,
      host: deps.host,
      platform: deps.platform,
      user: deps.user,
      dataDir: deps.dataDir,
      secrets: { persistent: deps.secrets.persistent, reason: deps.secrets.reason },
    }),
  }
}
