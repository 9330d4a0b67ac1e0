// The envelope of every REST answer, and the HTTP status of every error code. Scripts rest on both.
import type { ServerResponse } from 'node:http'
import type { AppError, ErrorCode } from '../../shared/errors.ts'

/** Codes with a status of their own; the others are the engine's or the link's (502). */
const statuses: Partial<Record<ErrorCode, number>> = {
  'input.invalid': 400,
  'connection.ambiguous': 400,
  'engine.invalid': 400,
  'image.unresolved': 400,
  'rpc.forbidden': 401,
  'connection.readOnly': 403,
  'connection.notFound': 404,
  'engine.notFound': 404,
  'rest.unknownRoute': 404,
  'rpc.unknownMethod': 404,
  'rest.methodNotAllowed': 405,
  'engine.conflict': 409,
  'swarm.none': 409,
  'swarm.notManager': 409,
  'swarm.locked': 409,
  internal: 500,
  'store.failed': 500,
  // The program is ending, or its link to the caller broke: another try may be answered.
  cancelled: 503,
  'rpc.disconnected': 503,
  timeout: 504,
}

export const statusOf = (code: ErrorCode): number => statuses[code] ?? 502

/** `{"success":true,"data":…,"count":n}`, count on lists. */
export function sendData(response: ServerResponse, status: number, data: unknown): void {
  const value = data ?? null
  const count = Array.isArray(value) ? { count: value.length } : {}
  sendJson(response, status, { success: true, data: value, ...count })
}

/** `{"success":false,"error":"…","code":"…","hint":"…"}`, with `field` and `details` where the error has them. */
export function sendError(response: ServerResponse, error: AppError, status = statusOf(error.code)): void {
  sendJson(response, status, {
    success: false,
    error: error.message,
    code: error.code,
    hint: error.hint,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.details === undefined ? {} : { details: error.details }),
  })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const text = Buffer.from(`${JSON.stringify(body)}\n`)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(text)
}

/**
 * Sends pieces of text as they come. The first one is awaited before the headers, so that a failure to begin is still a
 * proper error; a failure later ends the text with a line that says so and breaks the transfer off.
 */
export async function sendText(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]()
  try {
    let next = await iterator.next()
    response.writeHead(200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    response.flushHeaders()
    while (next.done !== true && !response.destroyed) {
      if (!response.write(next.value)) await drained(response)
      next = await iterator.next()
    }
    response.end()
  } finally {
    await iterator.return?.()
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
