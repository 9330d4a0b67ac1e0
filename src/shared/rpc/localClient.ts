// The typed client of handlers in the same process, for hosts that translate (REST): the same checks as over a wire,
// without frames.
import type { Contract } from '../contract/define.ts'
import type { Caller, Client, Handlers } from '../contract/index.ts'
import { asAppError, callMethod, clientOver, findMethod, openStream, stripOutput } from './dispatch.ts'
import { abortable } from './flowControl.ts'
import type { ServeOptions } from './server.ts'

/** Rejects with AppErrors only; faults are told to `onFault`. Streams are pulled as fast as they are read. */
export function localClient<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  caller: Caller,
  options: ServeOptions = {},
): Client<C> {
  const asShown = (error: unknown, name: string): Error => {
    const shown = asAppError(error, name)
    if (shown.code === 'internal') options.onFault?.(name, shown.cause ?? shown)
    return shown
  }
  return clientOver(contract, {
    async call(name, _method, input, signal = new AbortController().signal) {
      try {
        return await callMethod(findMethod(contract, handlers, name), input, { signal, caller })
      } catch (error) {
        throw asShown(error, name)
      }
    },
    listen: (name, _method, input, outer) => ({
      [Symbol.asyncIterator]() {
        const stop = new AbortController()
        const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal])
        const found = findMethod(contract, handlers, name)
        let iterator: AsyncIterator<unknown> | null = null
        return {
          async next() {
            try {
              iterator ??= openStream(found, input, { signal, caller }).source[Symbol.asyncIterator]()
              const next = await abortable(iterator.next(), signal)
              return next.done === true ? next : { done: false, value: stripOutput(found, next.value) }
            } catch (error) {
              throw asShown(error, name)
            }
          },
          async return() {
            stop.abort()
            await iterator?.return?.()
            return { done: true, value: undefined }
          },
        }
      },
    }),
  })
}
