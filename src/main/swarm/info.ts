// The cluster as a whole, read from the connected manager.
import { AppError } from '../../shared/errors.ts'
import type { ClusterInfo } from '../../shared/model/cluster.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { checkManager, normalizeClusterInfo } from './records/clusterRecord.ts'

/**
 * Who and what the cluster is. GET /info, GET /swarm.
 * @throws AppError `swarm.none`, `swarm.notManager`, `swarm.locked`, `swarm.noQuorum`
 */
export async function clusterInfo(engine: Engine, signal: AbortSignal): Promise<ClusterInfo> {
  const info = await askJson(engine, { path: '/info', about: 'the engine itself' }, signal)
  checkManager(info)
  const swarm = await askJson(engine, { path: '/swarm', about: 'the swarm' }, signal).catch(
    (error: unknown) => {
      // /info says active manager, yet /swarm takes too long: no leader to ask
      if (error instanceof AppError && /deadline exceeded/i.test(error.message)) {
        throw new AppError('swarm.noQuorum', 'The swarm has no leader: too few of its managers answer.', {
          cause: error,
        })
      }
      throw error
    },
  )
  return normalizeClusterInfo(info, swarm, engine.apiVersion)
}
