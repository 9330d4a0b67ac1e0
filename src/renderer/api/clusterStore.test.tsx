// The live picture of a cluster follows its stream while somebody looks, survives the wire, and says when it is old.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { ClusterChange } from '../../shared/model/cluster.ts'
import type { LinkState } from '../../shared/model/connection.ts'
import { createClusterStore } from './clusterStore.ts'
import { change, connection, node } from './fixtures.ts'
import { liveValue } from './liveValue.ts'
import type { WireStatus } from './wireStatus.ts'

const connected: LinkState = {
  state: 'connected',
  since: '2026-01-01T10:00:00.000Z',
  via: 'socket',
  latencyMs: 1,
  engineVersion: '28.5.2',
  apiVersion: '1.51',
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A program whose `cluster.watch` is driven by hand. */
function program() {
  const opened: { push(item: ClusterChange): void; fail(error: AppError): void; signal: AbortSignal }[] = []
  const watch = (signal: AbortSignal) => {
    const items: (ClusterChange | AppError)[] = []
    let wake = () => {}
    const give = (item: ClusterChange | AppError) => {
      items.push(item)
      wake()
    }
    signal.addEventListener('abort', () => give(new AppError('cancelled', 'stopped')))
    opened.push({ push: give, fail: give, signal })
    return (async function* () {
      for (;;) {
        while (items.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const item = items.shift()
        if (item instanceof AppError) throw item
        if (item) yield item
      }
    })()
  }
  return { opened, watch }
}

function setUp() {
  const { opened, watch } = program()
  const wire = liveValue<WireStatus>({ state: 'open' })
  const store = createClusterStore({
    watch,
    wire,
    connection: connection(),
    link: { state: 'idle' },
    onChanges: () => {},
  })
  return { opened, wire, store }
}
const settle = () => vi.advanceTimersByTimeAsync(300)
const full = change({ reset: true, link: connected, asOf: '2026-01-01T10:00:00.000Z', nodes: [node()] })

test('nothing is read until somebody looks; two lookers share one stream', async () => {
  const { opened, store } = setUp()
  await settle()
  expect(opened).toHaveLength(0)
  store.acquire()
  store.acquire()
  await settle()
  expect(opened).toHaveLength(1)
})

test('the picture is live once everything was read and the link is connected', async () => {
  const { opened, store } = setUp()
  store.acquire()
  await settle()
  expect(store.get().live).toBe(false)
  opened[0]?.push(full)
  await settle()
  expect(store.get()).toMatchObject({ live: true, synced: true, nodes: [{ hostname: 'node1' }] })
})

test('a burst of changes is told once', async () => {
  const { opened, store } = setUp()
  store.acquire()
  await settle()
  const heard = vi.fn()
  store.subscribe(heard)
  opened[0]?.push(full)
  for (let version = 2; version < 50; version += 1) opened[0]?.push(change({ nodes: [node({ version })] }))
  await settle()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(store.get().nodes[0]?.version).toBe(49)
})

test('when the wire is lost the picture stays, not live, and is followed again when the wire is back', async () => {
  const { opened, store, wire } = setUp()
  store.acquire()
  await settle()
  opened[0]?.push(full)
  await settle()
  wire.set({ state: 'lost', nextTryAt: null })
  opened[0]?.fail(new AppError('rpc.disconnected', 'gone'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(store.get()).toMatchObject({ live: false, problem: null, nodes: [{ hostname: 'node1' }] })
  expect(opened).toHaveLength(1)
  wire.set({ state: 'open' })
  await settle()
  expect(opened).toHaveLength(2)
})

test('an error of the stream is a problem until an answer comes again', async () => {
  const { opened, store } = setUp()
  store.acquire()
  await settle()
  opened[0]?.fail(new AppError('internal', 'broken'))
  await settle()
  expect(store.get().problem?.message).toBe('broken')
  await vi.advanceTimersByTimeAsync(2_000)
  opened[1]?.push(full)
  await settle()
  expect(store.get()).toMatchObject({ live: true, problem: null })
})

test('a minute after the last look the stream is closed', async () => {
  const { opened, store } = setUp()
  const release = store.acquire()
  await settle()
  release()
  await vi.advanceTimersByTimeAsync(59_000)
  expect(opened[0]?.signal.aborted).toBe(false)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(opened[0]?.signal.aborted).toBe(true)
})
