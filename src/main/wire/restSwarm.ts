// REST: the cluster, its nodes, stacks and networks.
import { action } from '../../shared/model/action.ts'
import { checked, chosenConnection, data, type RestRequest, type Route } from './restRoute.ts'

type Ask = (connectionId: string, request: RestRequest) => Promise<unknown>

const get = (path: string, ask: Ask): Route => ({
  method: 'GET',
  path: `/api/swarm/${path}`,
  run: async (request) => data(await ask(await chosenConnection(request), request)),
})

const onNode = (what: string, kind: 'node.availability' | 'node.labels'): Route => ({
  method: 'PUT',
  path: `/api/swarm/nodes/:node/${what}`,
  run: async (request) => {
    const { client, body, param, signal } = request
    const wish = checked(action, { ...body, kind, node: param('node') })
    return data(
      await client.actions.run({ connectionId: await chosenConnection(request), action: wish }, { signal }),
    )
  },
})

export const swarmRoutes: readonly Route[] = [
  get('info', (connectionId, { client, signal }) => client.cluster.info({ connectionId }, { signal })),
  get('health', (connectionId, { client, signal }) => client.cluster.health({ connectionId }, { signal })),
  get('statistics', (connectionId, { client, signal }) =>
    client.cluster.statistics({ connectionId }, { signal }),
  ),
  get('networks', (connectionId, { client, signal }) =>
    client.cluster.networks({ connectionId }, { signal }),
  ),
  get('events', (connectionId, { client, signal, query }) => {
    const since = query.get('since')
    const limit = query.get('limit')
    return client.cluster.events(
      {
        connectionId,
        ...(since === null ? {} : { since }),
        ...(limit === null ? {} : { limit: Number(limit) }),
      },
      { signal },
    )
  }),
  get('nodes', (connectionId, { client, signal }) => client.nodes.list({ connectionId }, { signal })),
  get('nodes/:node', (connectionId, { client, signal, param }) =>
    client.nodes.get({ connectionId, node: param('node') }, { signal }),
  ),
  onNode('availability', 'node.availability'),
  onNode('labels', 'node.labels'),
  get('stacks', (connectionId, { client, signal }) => client.stacks.list({ connectionId }, { signal })),
  get('stacks/:stack', (connectionId, { client, signal, param }) =>
    client.stacks.get({ connectionId, stack: param('stack') }, { signal }),
  ),
]
