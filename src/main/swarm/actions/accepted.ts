// What the engine's acceptance of an action leaves to be known: about what, how to follow it, and how to take it back.
import type { Action } from '../../../shared/model/action.ts'
import type { RawSpec } from './rawService.ts'

/** How to tell when an accepted action is done. */
export type Follow =
  /** The tasks of `spec` run and stay. `rollback`: going back is what was asked. */
  | { readonly kind: 'serviceConverges'; readonly serviceId: string; readonly rollback: boolean }
  /** The last task of a removed service is gone. */
  | { readonly kind: 'tasksGone'; readonly serviceId: string }
  /** The node runs no task any more. */
  | { readonly kind: 'nodeDrains'; readonly nodeId: string }
  /** Accepted is done. `detail` says so in one clause. */
  | { readonly kind: 'nothing'; readonly detail: string }

export interface Accepted {
  readonly target: { readonly kind: 'service' | 'node'; readonly id: string; readonly name: string }
  readonly follow: Follow
  /** What docker would print besides, such as a digest that could not be resolved. */
  readonly warnings: readonly string[]
  readonly undo: Action | null
  /** The action with what was found out, so that its command line is exact (names, labels to remove). */
  readonly action: Action
}

export type { RawSpec }
