// Nodes, read.
import { z } from 'zod'
import { swarmNode } from '../model/node.ts'
import { task } from '../model/task.ts'
import { onConnection } from './cluster.ts'
import { query } from './define.ts'

const node = onConnection.extend({ node: z.string().min(1) })

export const nodesContract = {
  list: query(onConnection, z.array(swarmNode)),
  get: query(node, swarmNode),
  /** The engine's own object, untouched. */
  inspect: query(node, z.unknown()),
  /** All tasks the engine still remembers of this node, ended ones too, newest first. */
  tasks: query(node, z.array(task)),
}
