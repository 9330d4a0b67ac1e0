// What one look at the cluster says about an operation.
import type { OperationState } from '../../shared/model/action.ts'
import type { SwarmNode } from '../../shared/model/node.ts'
import type { Engine } from '../docker/engine.ts'

export interface Sighting {
  /** `running` while there is more to wait for. */
  readonly state: OperationState
  /** n of m; null where nothing can be counted. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** One clause. */
  readonly detail: string
  /** What is new since the last look, for the operation's log. */
  readonly log: readonly string[]
}

export type Nodes = ReadonlyMap<string, Pick<SwarmNode, 'hostname' | 'state'>>

/** Looks at whatever is followed. `resume` tells that the link was away since the last look. */
export interface Follower {
  look(engine: Engine, nodes: Nodes, signal: AbortSignal): Promise<Sighting>
  resume(): void
}
