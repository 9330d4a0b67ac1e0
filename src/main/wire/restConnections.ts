// REST: saved connections.
import { contract } from '../../shared/contract/index.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { connectionDraft, type ConnectionDraft } from '../../shared/model/connection.ts'
import { checked, created, data, type RestRequest, type Route } from './restRoute.ts'

const all = '/api/connections'
const one = '/api/connections/:id'

export const connectionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: all,
    run: async ({ client, signal }) => data(await client.connections.list(undefined, { signal })),
  },
  {
    method: 'POST',
    path: all,
    run: async (request) => {
      const draft = checked(connectionDraft, request.body)
      await refuseDoubtfulHostKey(request, draft)
      return created(await request.client.connections.add(draft, { signal: request.signal }))
    },
  },
  {
    method: 'GET',
    path: one,
    run: async ({ client, param, signal }) =>
      data(await client.connections.get({ id: param('id') }, { signal })),
  },
  {
    method: 'PATCH',
    path: one,
    run: async (request) => {
      const { client, param, signal, body } = request
      const change = checked(contract.connections.update.input, { ...body, id: param('id') })
      return data(await client.connections.update(change, { signal }))
    },
  },
  {
    method: 'DELETE',
    path: one,
    run: async ({ client, param, signal }) =>
      data(await client.connections.remove({ id: param('id') }, { signal })),
  },
  {
    method: 'POST',
    path: `${one}/test`,
    run: async ({ client, param, signal }) =>
      data(await client.connections.test({ id: param('id') }, { signal })),
  },
]

const doubtful: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ssh.hostKeyUnknown',
  'ssh.hostKeyChanged',
  'ssh.hostKeyRevoked',
])

/**
 * A script has nobody to show a fingerprint to later: the key is looked at before anything is saved. A machine that
 * cannot be reached now is saved all the same; its key is checked on every connect.
 */
async function refuseDoubtfulHostKey(request: RestRequest, draft: ConnectionDraft): Promise<void> {
  if (draft.endpoint.kind !== 'ssh') return
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(6_000)])
  try {
    await request.client.connections.test(draft, { signal })
  } catch (error) {
    if (error instanceof AppError && doubtful.has(error.code)) throw error
  }
}
