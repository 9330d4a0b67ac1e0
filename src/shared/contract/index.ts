// Every method of the app, declared once. Client types, handler types, run-time validation and REST derive from it.
import { actionsContract } from './actions.ts'
import { appContract } from './app.ts'
import { clusterContract } from './cluster.ts'
import { connectionsContract } from './connections.ts'
import type { Contract, InputOf, Method, OutputOf, ParsedInputOf } from './define.ts'
import { logsContract } from './logs.ts'
import { nodesContract } from './nodes.ts'
import { servicesContract } from './services.ts'
import { stacksContract } from './stacks.ts'

export const contract = {
  app: appContract,
  connections: connectionsContract,
  cluster: clusterContract,
  nodes: nodesContract,
  services: servicesContract,
  stacks: stacksContract,
  logs: logsContract,
  actions: actionsContract,
} satisfies Contract

export type AppContract = typeof contract

/** Options of every call from a client. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

/** The typed client: `client.services.list({ connectionId })` resolves, `client.logs.read(…)` iterates. */
export type Client<C extends Contract = AppContract> = {
  readonly [D in keyof C]: {
    readonly [N in keyof C[D]]: C[D][N] extends Method
      ? C[D][N]['kind'] extends 'stream'
        ? (input: InputOf<C[D][N]>, options?: CallOptions) => AsyncIterable<OutputOf<C[D][N]>>
        : (input: InputOf<C[D][N]>, options?: CallOptions) => Promise<OutputOf<C[D][N]>>
      : never
  }
}

/** Who is calling, known to the host and never taken from the caller's input. */
export interface Caller {
  readonly via: 'desktop' | 'browser' | 'rest'
  readonly user: string
}

/** What a handler gets besides its parsed input. `signal` aborts when the caller cancels or goes away. */
export interface HandlerContext {
  readonly signal: AbortSignal
  readonly caller: Caller
}

/** A source of a coalesced stream also says how two waiting items become one. */
export interface CoalescedSource<T> extends AsyncIterable<T> {
  merge(older: T, newer: T): T
}

type StreamSource<M extends Method, T> = M extends { readonly delivery: 'coalesced' }
  ? CoalescedSource<T>
  : AsyncIterable<T>

/** One handler a method; a missing one does not compile. */
export type Handlers<C extends Contract = AppContract> = {
  readonly [D in keyof C]: {
    readonly [N in keyof C[D]]: C[D][N] extends Method
      ? C[D][N]['kind'] extends 'stream'
        ? (input: ParsedInputOf<C[D][N]>, context: HandlerContext) => StreamSource<C[D][N], OutputOf<C[D][N]>>
        : (input: ParsedInputOf<C[D][N]>, context: HandlerContext) => Promise<OutputOf<C[D][N]>>
      : never
  }
}
