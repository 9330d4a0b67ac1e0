// What a REST route is made of, and what it can ask of its request.
import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Client } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'

export interface RestRequest {
  readonly client: Client
  /** The decoded part of the path at `:name`. */
  readonly param: (name: string) => string
  readonly query: URLSearchParams
  /** The JSON object of the body, `{}` where there is none. Throws `input.invalid`. */
  readonly body: Readonly<Record<string, unknown>>
  /** Aborts when whoever asked is gone. */
  readonly signal: AbortSignal
}

export type RestAnswer =
  | { readonly kind: 'data'; readonly data: unknown; readonly status?: 200 | 201 }
  | { readonly kind: 'text'; readonly pieces: AsyncIterable<string> }

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/swarm/services/:service/scale` */
  readonly path: string
  readonly run: (request: RestRequest) => Promise<RestAnswer>
}

export const data = (value: unknown): RestAnswer => ({ kind: 'data', data: value })
export const created = (value: unknown): RestAnswer => ({ kind: 'data', data: value, status: 201 })

/** The checked input, or `input.invalid` with the field's own name as the script wrote it. */
export function checked<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw AppError.fromZod(parsed.error)
}

/** `?connection=ID`, or the only one there is. */
export async function chosenConnection({ query, client, signal }: RestRequest): Promise<string> {
  const named = query.get('connection')
  if (named !== null && named !== '') return named
  const [first, second] = await client.connections.list(undefined, { signal })
  if (first === undefined) throw new AppError('connection.notFound', 'There is no saved connection.')
  if (second !== undefined) {
    throw new AppError('connection.ambiguous', 'There is more than one saved connection.')
  }
  return first.id
}

const longestBody = 1024 * 1024

/** Reads a body as a JSON object. Throws `input.invalid` for anything else, or for more than 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = []
  let length = 0
  // Not destroyed when reading stops early: the socket still carries the answer.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(piece)) continue
    length += piece.length
    if (length > longestBody) throw new AppError('input.invalid', 'The body is larger than 1 MiB.')
    pieces.push(piece)
  }
  const text = Buffer.concat(pieces).toString('utf8').trim()
  if (text === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('input.invalid', 'The body is not JSON.', { cause })
  }
  if (!isRecord(value)) throw new AppError('input.invalid', 'The body is not a JSON object.')
  return value
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
