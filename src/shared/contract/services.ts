// Services and their tasks, read.
import { z } from 'zod'
import { service } from '../model/service.ts'
import { task } from '../model/task.ts'
import { onConnection } from './cluster.ts'
import { query, stream } from './define.ts'

const byReference = onConnection.extend({ service: z.string().min(1) })

export const servicesContract = {
  list: query(onConnection, z.array(service)),
  get: query(byReference, service),
  /** The engine's own object, untouched. */
  inspect: query(byReference, z.unknown()),
  /** All tasks of this service that the engine still remembers, ended ones too, newest first in each slot. */
  tasks: query(byReference, z.array(task)),
  /** The same, again with each change, while somebody looks at it. */
  watchTasks: stream('latest', byReference, z.array(task)),
}
