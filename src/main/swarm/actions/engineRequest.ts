// One request to the Engine API where dockerode's own methods cannot carry the query, the login or the signal.
import { swarmError } from '../swarmError.ts'
import type { Engine } from '../../docker/engine.ts'

export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Without the version; segments already encoded, as in `/services/web/update`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
  /** The value of X-Registry-Auth. Never logged. */
  readonly registryAuth?: string | undefined
  /** What it is about, for the error's sentence, as in `service web`. */
  readonly about: string
}

/** Asks the engine and answers the parsed JSON. Errors: what `swarmError` makes of the engine's. */
export async function engineRequest(
  engine: Engine,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return await rawRequest(engine, request, signal)
  } catch (error) {
    throw swarmError(error, request.about)
  }
}

/** The same, but rejects with the engine's error as it came. */
export function rawRequest(engine: Engine, request: EngineRequest, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted()
  const { method, path, query, body, registryAuth } = request
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      {
        method,
        path: `${path}?`,
        options: { _query: query ?? {}, ...(body === undefined ? {} : { _body: body }) },
        abortSignal: signal,
        statusCodes: { 200: true, 201: true, 204: true },
        ...(registryAuth === undefined ? {} : { authconfig: { base64: registryAuth } }),
      },
      (error: unknown, answer: unknown) => {
        if (error === null || error === undefined) resolve(answer)
        else reject(error instanceof Error ? error : new Error('the request failed', { cause: error }))
      },
    )
  })
}

/** The engine's own words in an error of `rawRequest`. */
export function engineWords(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'json' in error) {
    const { json } = error
    if (typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string') {
      return json.message
    }
  }
  return error instanceof Error ? error.message : String(error)
}
