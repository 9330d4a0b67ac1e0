// The words a contract is written in. A method is a query (reads), a command (changes) or a stream (many answers).
import type { z } from 'zod'

type Schema = z.ZodType

export interface Query<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'query'
  readonly input: I
  readonly output: O
}
export interface Command<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'command'
  readonly input: I
  readonly output: O
}
/**
 * How a stream behaves when its reader is slower than its source.
 * - `lossless`: the source waits for credit (logs).
 * - `coalesced`: items that wait are merged into one by the handler's `merge` (changes).
 * - `latest`: an item that waits is replaced by the newer one (figures).
 */
export type Delivery = 'lossless' | 'coalesced' | 'latest'
export interface Stream<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'stream'
  readonly delivery: Delivery
  readonly input: I
  readonly output: O
}
export type Method = Query | Command | Stream
export type Contract = Readonly<Record<string, Readonly<Record<string, Method>>>>

export const query = <I extends Schema, O extends Schema>(input: I, output: O): Query<I, O> => ({
  kind: 'query',
  input,
  output,
})
export const command = <I extends Schema, O extends Schema>(input: I, output: O): Command<I, O> => ({
  kind: 'command',
  input,
  output,
})
export const stream = <I extends Schema, O extends Schema>(
  delivery: Delivery,
  input: I,
  output: O,
): Stream<I, O> => ({
  kind: 'stream',
  delivery,
  input,
  output,
})

/** What a caller passes in (defaults may be left out), and what a handler receives (defaults filled in). */
export type InputOf<M extends Method> = z.input<M['input']>
export type ParsedInputOf<M extends Method> = z.output<M['input']>
export type OutputOf<M extends Method> = z.output<M['output']>
