// The cluster behind one connection.
import { z } from 'zod'
import { clusterChange, clusterHealth, clusterInfo, clusterStatistics, swarmEvent } from '../model/cluster.ts'
import { network } from '../model/network.ts'
import { query, stream } from './define.ts'

export const onConnection = z.object({ connectionId: z.string().min(1) })

export const clusterContract = {
  info: query(onConnection, clusterInfo),
  health: query(onConnection, clusterHealth),
  statistics: query(onConnection, clusterStatistics),
  /** The same figures whenever they change; only the newest matter. */
  watchStatistics: stream('latest', onConnection, clusterStatistics),
  /** The live picture: nodes, services, tasks, networks. Connects if nobody did yet; never ends by itself. */
  watch: stream('coalesced', onConnection, clusterChange),
  networks: query(onConnection, z.array(network)),
  /** Past events the engine can still replay (a few hundred), oldest first. */
  events: query(
    onConnection.extend({
      since: z.iso.datetime().optional(),
      limit: z.number().int().min(1).max(1000).default(300),
    }),
    z.array(swarmEvent),
  ),
  /** The past ones, then each as it happens. */
  watchEvents: stream(
    'lossless',
    onConnection.extend({ limit: z.number().int().min(0).max(1000).default(300) }),
    swarmEvent,
  ),
}
