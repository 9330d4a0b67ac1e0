// From a method's name to its handler and back: input checked before, output stripped to the contract after. The one
// place where a call loses and regains its types; every host (IPC, WebSocket, REST) goes through it.
import { z } from 'zod'
import type { Contract, Method, Stream } from '../contract/define.ts'
import type { Client, Handlers, HandlerContext } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { abortable } from './flowControl.ts'

/** A handler whose types are those of its method's schemas, checked at run time around it. */
type UntypedHandler = (input: unknown, context: HandlerContext) => unknown

export interface FoundMethod {
  readonly name: string
  readonly method: Method
  readonly handler: UntypedHandler
}

/** Finds `domain.name`. Throws `rpc.unknownMethod`. Inherited names such as `constructor` are not methods. */
export function findMethod<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  name: string,
): FoundMethod {
  const [domain, verb, ...rest] = name.split('.')
  const method = rest.length > 0 ? undefined : own(own(contract, domain), verb)
  const handler = own(own(handlers, domain), verb)
  if (!isMethod(method) || !isHandler(handler)) {
    throw new AppError('rpc.unknownMethod', `There is no method ${name.slice(0, 80)}.`)
  }
  return { name, method, handler }
}

function own(record: unknown, key: string | undefined): unknown {
  if (typeof record !== 'object' || record === null || key === undefined) return undefined
  return Object.getOwnPropertyDescriptor(record, key)?.value
}

const isMethod = (value: unknown): value is Method =>
  typeof value === 'object' && value !== null && 'kind' in value && 'input' in value && 'output' in value
const isHandler = (value: unknown): value is UntypedHandler => typeof value === 'function'
const isSource = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** Runs a query or a command. Rejects with `input.invalid`, with `cancelled` as soon as the signal aborts, or as the handler does. */
export async function callMethod(
  found: FoundMethod,
  input: unknown,
  context: HandlerContext,
): Promise<unknown> {
  if (found.method.kind === 'stream') {
    throw new AppError('rpc.unknownMethod', `${found.name} is a stream; listen to it.`)
  }
  const parsed = parseInput(found.method, input)
  const answer = await abortable(Promise.resolve(found.handler(parsed, context)), context.signal)
  return stripOutput(found, answer)
}

/** Opens a stream; items still need `stripOutput`. Throws `input.invalid`, or as the handler does. */
export function openStream(
  found: FoundMethod,
  input: unknown,
  context: HandlerContext,
): { readonly method: Stream; readonly source: AsyncIterable<unknown> } {
  if (found.method.kind !== 'stream') {
    throw new AppError('rpc.unknownMethod', `${found.name} is not a stream; call it.`)
  }
  const source = found.handler(parseInput(found.method, input), context)
  if (!isSource(source)) throw new AppError('internal', `${found.name} did not answer with a stream.`)
  return { method: found.method, source }
}

function parseInput(method: Method, input: unknown): unknown {
  const parsed = method.input.safeParse(input)
  if (!parsed.success) throw AppError.fromZod(parsed.error)
  return parsed.data
}

/**
 * The answer with only what the contract names: whatever else a handler holds (a secret, an internal) never leaves.
 * Done for every answer and every item of a stream, lossless ones too: measured at 0.16 ms for 1000 log lines and 46 ms
 * for 20,000 tasks, about half of what JSON.stringify takes for the same.
 */
export function stripOutput(found: FoundMethod, answer: unknown): unknown {
  const parsed = found.method.output.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new AppError('internal', `The answer of ${found.name} is not what the contract says.`, {
    cause: new Error(z.prettifyError(parsed.error)),
  })
}

/** Any error as one that may be shown. What is not an AppError is a fault: its text stays out of the answer. */
export function asAppError(error: unknown, about: string): AppError {
  if (error instanceof AppError) return error
  return new AppError('internal', `Swarmdeck failed unexpectedly at ${about}.`, { cause: error })
}

/** The typed surface of a contract over two untyped ways to ask. */
export function clientOver<C extends Contract>(
  contract: C,
  ask: {
    readonly call: (name: string, method: Method, input: unknown, signal?: AbortSignal) => Promise<unknown>
    readonly listen: (
      name: string,
      method: Stream,
      input: unknown,
      signal?: AbortSignal,
    ) => AsyncIterable<unknown>
  },
): Client<C> {
  const domains = Object.entries(contract).map(([domain, methods]) => {
    const verbs = Object.entries(methods).map(([verb, method]) => {
      const name = `${domain}.${verb}`
      const run = (input: unknown, options?: { readonly signal?: AbortSignal }): unknown =>
        method.kind === 'stream'
          ? ask.listen(name, method, input, options?.signal)
          : ask.call(name, method, input, options?.signal)
      return [verb, run] as const
    })
    return [domain, Object.fromEntries(verbs)] as const
  })
  // The one cast: the object was built from the contract's own keys, which TypeScript cannot follow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(domains) as Client<C>
}
