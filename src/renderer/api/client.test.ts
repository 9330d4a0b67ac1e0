// The page's client over wires that break: what fails, what waits, and what the state says.
// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { contract, type Handlers } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { memoryWirePair } from '../../shared/rpc/memoryWire.ts'
import { serve } from '../../shared/rpc/server.ts'
import type { Wire } from '../../shared/rpc/wire.ts'
import { connectApi, type ConnectedApi } from './client.ts'
import { takeToken } from './token.ts'

const info = {
  version: '1.0.0',
  host: 'browser' as const,
  platform: 'linux',
  user: 'ada',
  dataDir: '/data',
  secrets: { persistent: false, reason: 'a test' },
}

/** A program that can be reached or not, and cut off. */
function program() {
  const wires: Wire[] = []
  const state = { reachable: true, refused: false, opened: 0 }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const handlers = {
    app: { info: () => Promise.resolve(info) },
    actions: { clear: () => Promise.resolve() },
    connections: {
      watch: async function* () {
        state.opened += 1
        yield []
        await new Promise(() => {})
      },
    },
  } as unknown as Handlers
  return {
    state,
    cut: () => wires.at(-1)?.close('cut'),
    open: () => {
      if (state.refused) return Promise.reject(new AppError('rpc.forbidden', 'A wrong token.'))
      if (!state.reachable) return Promise.reject(new AppError('rpc.disconnected', 'Nobody there.'))
      const [near, far] = memoryWirePair()
      serve(contract, handlers, far, { via: 'browser', user: 'ada' })
      wires.push(near)
      return Promise.resolve(near)
    },
  }
}

let api: ConnectedApi | null = null
afterEach(() => api?.close())

it('answers calls that were asked before the first wire was there', async () => {
  api = connectApi(program().open)
  expect(api.state).toBe('connecting')
  expect(await api.client.app.info()).toEqual(info)
  expect(api.state).toBe('open')
})

it('reconnects by itself, and says so in between', async () => {
  const there = program()
  api = connectApi(there.open)
  await api.client.app.info()
  const seen: string[] = []
  const { state } = api
  expect(state).toBe('open')
  const connected = api
  connected.onState(() => seen.push(connected.state))
  there.cut()
  await vi.waitFor(() => expect(seen).toEqual(['reconnecting', 'open']))
  expect(await connected.client.app.info()).toEqual(info)
})

it('ends open streams with rpc.disconnected, while asking again goes over the next wire', async () => {
  const there = program()
  api = connectApi(there.open)
  const iterator = api.client.connections.watch()[Symbol.asyncIterator]()
  expect(await iterator.next()).toEqual({ done: false, value: [] })
  const next = iterator.next()
  there.cut()
  await expect(next).rejects.toMatchObject({ code: 'rpc.disconnected' })
  const again = api.client.connections.watch()[Symbol.asyncIterator]()
  expect(await again.next()).toEqual({ done: false, value: [] })
  expect(there.state.opened).toBe(2)
})

it('lets queries wait for the wire but refuses commands at once', async () => {
  const there = program()
  api = connectApi(there.open)
  await api.client.app.info()
  there.state.reachable = false
  there.cut()
  const query = api.client.app.info()
  await expect(api.client.actions.clear({ operationIds: [] })).rejects.toMatchObject({
    code: 'rpc.disconnected',
  })
  there.state.reachable = true
  api.retryNow()
  expect(await query).toEqual(info)
})

it('stops trying where it is refused, and tells every caller', async () => {
  const there = program()
  there.state.refused = true
  api = connectApi(there.open)
  await expect(api.client.app.info()).rejects.toMatchObject({ code: 'rpc.forbidden' })
  expect(api.state).toBe('refused')
})

it('gives up waiting for a wire when the caller cancels', async () => {
  const there = program()
  there.state.reachable = false
  api = connectApi(there.open)
  const abort = new AbortController()
  const call = api.client.app.info(undefined, { signal: abort.signal })
  abort.abort()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  const iterator = api.client.connections.watch()[Symbol.asyncIterator]()
  const next = iterator.next()
  await iterator.return?.()
  expect(await next).toEqual({ done: true, value: undefined })
})

it('moves the token out of the address into this tab', () => {
  window.history.replaceState(null, '', '/?x=1#token=s3cret-T')
  expect(takeToken(window)).toBe('s3cret-T')
  expect(window.location.href).toMatch(/\/\?x=1$/)
  expect(takeToken(window)).toBe('s3cret-T')
  window.history.replaceState(null, '', '/?page=%2Fc%2Fdemo%2Foverview#token=other')
  expect(takeToken(window)).toBe('other')
  expect(window.location.href).toMatch(/\/#\/c\/demo\/overview$/)
  window.history.replaceState(null, '', '/?page=%2Fc%2Fdemo%2Foverview#/settings')
  expect(takeToken(window)).toBe('other')
  expect(window.location.hash).toBe('#/settings')
  window.sessionStorage.clear()
  expect(takeToken(window)).toBeNull()
})
