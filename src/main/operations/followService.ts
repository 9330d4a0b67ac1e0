// Looks at one service and its tasks of the present spec until its change has converged.
import { AppError } from '../../shared/errors.ts'
import { normalizeService } from '../swarm/records/serviceRecord.ts'
import { readService } from '../swarm/actions/rawService.ts'
import { readTasks } from './readTasks.ts'
import { ServiceConvergence } from './serviceConvergence.ts'
import type { Follower } from './sighting.ts'

/** What the engine does where the spec says nothing; nanoseconds. */
const usualMonitor = 5e9

/** GET /services/{id} and GET /tasks of that service only, with the filter the docker CLI uses for its progress. */
export function followService(serviceId: string, rollback: boolean): Follower {
  const convergence = new ServiceConvergence(rollback)
  return {
    resume: () => convergence.resume(Date.now()),
    look: async (engine, nodes, signal) => {
      try {
        const raw = await readService(engine, serviceId, signal)
        const service = normalizeService(raw)
        const tasks = await readTasks(
          engine,
          { service: [serviceId], '_up-to-date': ['true'] },
          { service: () => service, nodeName: (id) => nodes.get(id)?.hostname },
          signal,
        )
        const policy = raw.Spec.UpdateConfig
        return convergence.look({
          service,
          spec: raw.Spec,
          tasks,
          nodes,
          monitorMs: (policy?.Monitor || usualMonitor) / 1e6,
          delayMs: (policy?.Delay ?? 0) / 1e6,
          nowMs: Date.now(),
        })
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'engine.notFound') throw error
        const detail = 'Someone removed the service meanwhile'
        return { state: 'superseded', progress: null, detail, log: [detail] }
      }
    },
  }
}
