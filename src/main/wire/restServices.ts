// REST: services, their tasks and their output. Every change goes through `actions.run`, as from the pages; its answer
// is the operation, which the engine has accepted and which goes on to convergence.
import { AppError } from '../../shared/errors.ts'
import { action, type ActionKind } from '../../shared/model/action.ts'
import type { LogItem } from '../../shared/model/logLine.ts'
import { draftOf } from './restDraft.ts'
import {
  checked,
  chosenConnection,
  created,
  data,
  type RestAnswer,
  type RestRequest,
  type Route,
} from './restRoute.ts'

const all = '/api/swarm/services'
const one = `${all}/:service`

async function act(request: RestRequest, kind: ActionKind): Promise<RestAnswer> {
  const { client, body, param, signal } = request
  const wish = checked(action, { ...body, kind, service: param('service') })
  return data(
    await client.actions.run({ connectionId: await chosenConnection(request), action: wish }, { signal }),
  )
}

/** The draft is the whole body here: `draft.name` is the script's `name`. */
function atTheScriptsField(error: unknown): unknown {
  if (!(error instanceof AppError) || error.field === undefined) return error
  return AppError.fromData({
    ...error.toData(),
    field: error.field.replace(/^(?:action\.)?draft\./, ''),
  })
}

export const serviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: all,
    run: async (request) => {
      const connectionId = await chosenConnection(request)
      return data(await request.client.services.list({ connectionId }, { signal: request.signal }))
    },
  },
  {
    method: 'POST',
    path: all,
    run: async (request) => {
      const { client, body, signal } = request
      const draft = draftOf(body)
      const connectionId = await chosenConnection(request)
      return created(
        await client.actions
          .run({ connectionId, action: { kind: 'service.create', draft } }, { signal })
          .catch((error: unknown) => {
            throw atTheScriptsField(error)
          }),
      )
    },
  },
  {
    method: 'GET',
    path: one,
    run: async (request) => {
      const { client, param, signal } = request
      const connectionId = await chosenConnection(request)
      return data(await client.services.get({ connectionId, service: param('service') }, { signal }))
    },
  },
  { method: 'DELETE', path: one, run: (request) => act(request, 'service.remove') },
  { method: 'POST', path: `${one}/scale`, run: (request) => act(request, 'service.scale') },
  { method: 'PUT', path: `${one}/image`, run: (request) => act(request, 'service.image') },
  { method: 'POST', path: `${one}/rollback`, run: (request) => act(request, 'service.rollback') },
  { method: 'POST', path: `${one}/restart`, run: (request) => act(request, 'service.restart') },
  {
    method: 'GET',
    path: `${one}/tasks`,
    run: async (request) => {
      const { client, param, signal } = request
      const connectionId = await chosenConnection(request)
      return data(await client.services.tasks({ connectionId, service: param('service') }, { signal }))
    },
  },
  {
    method: 'GET',
    path: `${one}/logs`,
    run: async (request) => {
      const { client, param, query, signal } = request
      const connectionId = await chosenConnection(request)
      // The stream takes an id; a name that does not exist is refused here, before any text.
      const service = await client.services.get({ connectionId, service: param('service') }, { signal })
      const since = query.get('since')
      const items = client.logs.read(
        {
          connectionId,
          target: { kind: 'service', id: service.id },
          follow: isOn(query.get('follow')),
          ...(query.has('tail') ? { tail: tailOf(query.get('tail') ?? '') } : {}),
          ...(since === null || since === '' ? {} : { since }),
        },
        { signal },
      )
      return { kind: 'text', pieces: textOf(items, isOn(query.get('timestamps'))) }
    },
  },
]

const isOn = (flag: string | null): boolean => flag !== null && !/^(?:0|false|no)$/i.test(flag)

/** `all`, or how many; less than 0 and too many are the contract's to refuse. */
function tailOf(text: string): 'all' | number {
  if (text === 'all') return text
  if (/^-?\d+$/.test(text)) return Number(text)
  throw new AppError('input.invalid', 'Enter a whole number, or all.', { field: 'tail' })
}

/** The lines as they were written; with `timestamps` the engine's time before each; notes as lines that begin with #. */
async function* textOf(items: AsyncIterable<LogItem>, timestamps: boolean): AsyncGenerator<string> {
  for await (const item of items) {
    if (item.kind === 'lines') {
      yield item.lines.map((line) => `${timestamps ? `${line.at} ` : ''}${line.text}\n`).join('')
    } else yield item.kind === 'note' ? `# ${item.text}\n` : ''
  }
}
