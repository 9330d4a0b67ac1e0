// The whole way over an in-memory wire: calls, streams under credit, cancellation both ways, and bad frames.
import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { command, query, stream } from '../contract/define.ts'
import type { Caller, HandlerContext, Handlers } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { createClient } from './client.ts'
import { encodeFrame, maxClientFrameLength } from './frames.ts'
import { memoryWirePair } from './memoryWire.ts'
import { serve } from './server.ts'

const contract = {
  shop: {
    price: query(
      z.object({ name: z.string().min(1, 'Name it.'), amount: z.number().default(1) }),
      z.number(),
    ),
    owner: query(z.void(), z.object({ name: z.string() })),
    close: command(z.void(), z.void()),
    receipts: stream('lossless', z.void(), z.number()),
    stock: stream('coalesced', z.void(), z.record(z.string(), z.number())),
    temperature: stream('latest', z.void(), z.number()),
  },
}
type ShopContract = typeof contract
type ShopHandlers = Handlers<ShopContract>['shop']

const caller: Caller = { via: 'browser', user: 'ada' }

const calm: ShopHandlers = {
  price: ({ amount }) => Promise.resolve(amount * 3),
  owner: () => Promise.resolve({ name: 'Ada' }),
  close: () => Promise.resolve(),
  receipts: () => numbers(3),
  stock: () => ({
    ...pushSource<Record<string, number>>(),
    merge: (_older: unknown, newer: Record<string, number>) => newer,
  }),
  temperature: () => numbers(0),
}

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 1; n <= count; n++) {
    await tick()
    yield n
  }
}

function open(handlers: Partial<ShopHandlers> = {}) {
  const [near, far] = memoryWirePair()
  const faults: unknown[] = []
  const end = serve(contract, { shop: { ...calm, ...handlers } }, far, caller, {
    onFault: (method, error) => faults.push([method, error]),
  })
  return { client: createClient(contract, near).shop, near, far, end, faults }
}

const failure = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(new Error(String(error)))),
  )

/** A value that the types forbid and that may come all the same. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const wrong = (value: unknown): never => value as never

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await tick()
}

/** A source that remembers how far it was pulled and is fed by hand. */
function pushSource<T>() {
  const items: T[] = []
  let wake = (): void => {}
  const source = { pulls: 0, returned: false }
  const iterator: AsyncIterator<T> = {
    next: async () => {
      source.pulls += 1
      while (items.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return { done: false, value: items.shift()! }
    },
    return: () => {
      source.returned = true
      return Promise.resolve({ done: true, value: undefined })
    },
  }
  return Object.assign(source, {
    push: (item: T) => {
      items.push(item)
      wake()
    },
    [Symbol.asyncIterator]: () => iterator,
  })
}

describe('a call', () => {
  it('answers with what the handler resolves to, defaults filled in', async () => {
    const { client } = open()
    expect(await client.price({ name: 'tea' })).toBe(3)
    expect(await client.price({ name: 'tea', amount: 4 })).toBe(12)
    expect(await client.close()).toBeUndefined()
  })

  it('tells the handler who calls', async () => {
    const seen: Caller[] = []
    const { client } = open({ close: (_input, context) => Promise.resolve(void seen.push(context.caller)) })
    await client.close()
    expect(seen).toEqual([caller])
  })

  it('refuses input that the contract refuses, naming the field, before the handler runs', async () => {
    const price = vi.fn()
    const { client } = open({ price })
    const error = await failure(client.price({ name: '' }))
    expect(error).toMatchObject({ code: 'input.invalid', field: 'name', message: 'Name it.' })
    expect(price).not.toHaveBeenCalled()
  })

  it('keeps back what the contract does not name', async () => {
    const ada = { name: 'Ada', passphrase: 'hunter2' }
    const { client, near } = open({ owner: () => Promise.resolve(ada) })
    const frames: string[] = []
    near.onMessage((frame) => frames.push(frame))
    expect(await client.owner()).toEqual({ name: 'Ada' })
    expect(frames.join('')).not.toContain('hunter2')
  })

  it('fails as internal, without its content, when the answer is not what the contract says', async () => {
    const { client, faults } = open({ owner: () => Promise.resolve(wrong({ nom: 'hunter2' })) })
    const error = await failure(client.owner())
    expect(error.code).toBe('internal')
    expect(JSON.stringify(error.toData())).not.toContain('hunter2')
    expect(faults).toHaveLength(1)
  })

  it('carries an AppError over whole', async () => {
    const sent = new AppError('ssh.hostKeyUnknown', 'Never met.', { details: { fingerprint: 'SHA256:x' } })
    const { client } = open({ close: () => Promise.reject(sent) })
    expect((await failure(client.close())).toData()).toEqual(sent.toData())
  })

  it('turns any other error into a plain internal one and gives the real one to the log only', async () => {
    const real = new Error('password=hunter2 at /root')
    const { client, faults } = open({
      close: () => {
        throw real
      },
    })
    const error = await failure(client.close())
    expect(error.code).toBe('internal')
    expect(JSON.stringify(error.toData())).not.toContain('hunter2')
    expect(faults).toEqual([['shop.close', real]])
  })

  it.each([
    'shop.nothing',
    'constructor.name',
    'shop.constructor',
    'shop',
    'shop.price.x',
    '__proto__.toString',
  ])('to %s, which is no method, fails and leaves the wire open', async (method) => {
    const { client, near } = open()
    const answers: string[] = []
    near.onMessage((frame) => answers.push(frame))
    near.send(encodeFrame({ kind: 'call', id: 1, method, input: null }))
    await settled()
    expect(JSON.parse(answers[0]!)).toMatchObject({ kind: 'error', error: { code: 'rpc.unknownMethod' } })
    near.send(encodeFrame({ kind: 'call', id: 5, method: 'shop.owner', input: undefined }))
    await settled()
    expect(JSON.parse(answers[1]!)).toMatchObject({ kind: 'result', id: 5 })
    expect(client).toBeDefined()
  })

  it('refuses to call a stream and to listen to a query', async () => {
    const { near } = open()
    const answers: { id: number }[] = []
    near.onMessage((frame) => answers.push(JSON.parse(frame)))
    near.send(encodeFrame({ kind: 'call', id: 1, method: 'shop.receipts', input: undefined }))
    near.send(encodeFrame({ kind: 'listen', id: 2, method: 'shop.owner', input: undefined, credit: 1 }))
    await settled()
    answers.sort((a, b) => a.id - b.id)
    expect(answers).toMatchObject([
      { id: 1, error: { code: 'rpc.unknownMethod' } },
      { id: 2, error: { code: 'rpc.unknownMethod' } },
    ])
  })
})

describe('cancelling', () => {
  const hanging = (seen: HandlerContext[]) => (_input: void, context: HandlerContext) => {
    seen.push(context)
    return new Promise<void>(() => {})
  }

  it('a call rejects at once and aborts the signal of the handler', async () => {
    const seen: HandlerContext[] = []
    const { client, near } = open({ close: hanging(seen) })
    const answers: string[] = []
    near.onMessage((frame) => answers.push(frame))
    const abort = new AbortController()
    const asked = client.close(undefined, { signal: abort.signal })
    await settled()
    expect(seen[0]?.signal.aborted).toBe(false)
    abort.abort()
    expect((await failure(asked)).code).toBe('cancelled')
    await settled()
    expect(seen[0]?.signal.aborted).toBe(true)
    expect(answers).toEqual([])
  })

  it('a call that was never sent does not reach the handler', async () => {
    const seen: HandlerContext[] = []
    const { client } = open({ close: hanging(seen) })
    expect((await failure(client.close(undefined, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
    await settled()
    expect(seen).toEqual([])
  })

  it('leaving a loop returns the source and aborts its signal', async () => {
    const source = pushSource<number>()
    const seen: HandlerContext[] = []
    const { client } = open({
      receipts: (_input, context) => {
        seen.push(context)
        return source
      },
    })
    source.push(1)
    for await (const receipt of client.receipts()) {
      expect(receipt).toBe(1)
      break
    }
    await settled()
    expect(source.returned).toBe(true)
    expect(seen[0]?.signal.aborted).toBe(true)
  })

  it('a signal ends a loop that waits, with cancelled', async () => {
    const source = pushSource<number>()
    const { client } = open({ receipts: () => source })
    const abort = new AbortController()
    const next = client.receipts(undefined, { signal: abort.signal })[Symbol.asyncIterator]().next()
    await settled()
    abort.abort()
    expect((await failure(next)).code).toBe('cancelled')
    await settled()
    expect(source.returned).toBe(true)
  })

  it('return() ends an iterator whose next() still waits', async () => {
    const source = pushSource<number>()
    const { client } = open({ receipts: () => source })
    const iterator = client.receipts()[Symbol.asyncIterator]()
    const next = iterator.next()
    await settled()
    await iterator.return?.()
    expect(await next).toEqual({ done: true, value: undefined })
    await settled()
    expect(source.returned).toBe(true)
  })

  it('a wire that goes aborts all handlers, and fails all callers with rpc.disconnected', async () => {
    const seen: HandlerContext[] = []
    const source = pushSource<number>()
    const { client, near } = open({ close: hanging(seen), temperature: () => source })
    const call = failure(client.close())
    const item = failure(client.temperature()[Symbol.asyncIterator]().next())
    await settled()
    near.close('gone')
    expect((await call).code).toBe('rpc.disconnected')
    expect((await item).code).toBe('rpc.disconnected')
    await settled()
    expect(seen[0]?.signal.aborted).toBe(true)
    expect(source.returned).toBe(true)
    expect((await failure(client.owner())).code).toBe('rpc.disconnected')
    expect((await failure(client.receipts()[Symbol.asyncIterator]().next())).code).toBe('rpc.disconnected')
  })

  it('ending the service closes the wire', async () => {
    const { client, end } = open({ close: hanging([]) })
    const call = failure(client.close())
    end()
    expect((await call).code).toBe('rpc.disconnected')
  })
})

describe('a lossless stream', () => {
  it('gives every item in order, then ends', async () => {
    const { client } = open({ receipts: () => numbers(200) })
    const got: number[] = []
    for await (const receipt of client.receipts()) got.push(receipt)
    expect(got).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  })

  it('is not pulled beyond the credit of its reader', async () => {
    let pulled = 0
    async function* endless(): AsyncGenerator<number> {
      for (;;) yield ++pulled
    }
    const { client } = open({ receipts: () => endless() })
    const iterator = client.receipts()[Symbol.asyncIterator]()
    await iterator.next()
    await settled()
    expect(pulled).toBe(33)
    await iterator.next()
    await settled()
    expect(pulled).toBe(34)
    await iterator.return?.()
  })

  it('tells a failure after the items before it', async () => {
    async function* broken(): AsyncGenerator<number> {
      yield 1
      await tick()
      throw new AppError('link.lost', 'The link broke.')
    }
    const { client } = open({ receipts: () => broken() })
    const iterator = client.receipts()[Symbol.asyncIterator]()
    await settled()
    expect(await iterator.next()).toEqual({ done: false, value: 1 })
    expect((await failure(iterator.next())).code).toBe('link.lost')
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  it('opens once for each loop over it, and not before', async () => {
    const receipts = vi.fn(() => numbers(2))
    const { client } = open({ receipts })
    const stream = client.receipts()
    await settled()
    expect(receipts).not.toHaveBeenCalled()
    for (let i = 0; i < 2; i++) for await (const _ of stream) continue
    expect(receipts).toHaveBeenCalledTimes(2)
  })

  it('can open in another order than its iterators were made', async () => {
    const { client } = open({ receipts: () => numbers(1) })
    const first = client.receipts()[Symbol.asyncIterator]()
    const second = client.receipts()[Symbol.asyncIterator]()
    expect((await second.next()).value).toBe(1)
    expect((await first.next()).value).toBe(1)
  })
})

describe('a slow reader', () => {
  it('of a coalesced stream gets what waited merged into one', async () => {
    const source = Object.assign(pushSource<Record<string, number>>(), {
      merge: (older: Record<string, number>, newer: Record<string, number>) => ({ ...older, ...newer }),
    })
    const { client } = open({ stock: () => source })
    const iterator = client.stock()[Symbol.asyncIterator]()
    source.push({ tea: 1 })
    expect((await iterator.next()).value).toEqual({ tea: 1 })
    const later: Record<string, number>[] = [{ tea: 2 }, { milk: 5 }, { tea: 3 }, { salt: 1 }]
    for (const item of later) {
      source.push(item)
      await settled()
    }
    const seen = [(await iterator.next()).value, (await iterator.next()).value]
    expect(seen).toEqual([{ tea: 2 }, { milk: 5, tea: 3, salt: 1 }])
    await iterator.return?.()
  })

  it('of a latest stream gets the newest, and the old ones are gone', async () => {
    const source = pushSource<number>()
    const { client } = open({ temperature: () => source })
    const iterator = client.temperature()[Symbol.asyncIterator]()
    source.push(1)
    expect((await iterator.next()).value).toBe(1)
    for (const degrees of [2, 3, 4, 5]) {
      source.push(degrees)
      await settled()
    }
    expect([(await iterator.next()).value, (await iterator.next()).value]).toEqual([2, 5])
    await iterator.return?.()
  })

  it('still gets what waited when the source ends or fails', async () => {
    async function* ends(): AsyncGenerator<number> {
      for (const n of [1, 2, 3]) yield n
      await tick()
      throw new AppError('link.lost', 'The link broke.')
    }
    const { client } = open({ temperature: () => ends() })
    const iterator = client.temperature()[Symbol.asyncIterator]()
    const first = await iterator.next()
    await settled()
    expect(first.done).toBe(false)
    const rest: unknown[] = []
    const error = await failure(
      (async () => {
        for (;;) rest.push((await iterator.next()).value)
      })(),
    )
    expect(rest.at(-1)).toBe(3)
    expect(error.code).toBe('link.lost')
  })

  it('that leaves while an item waits lets the source go', async () => {
    const source = pushSource<number>()
    const { client } = open({ temperature: () => source })
    const iterator = client.temperature()[Symbol.asyncIterator]()
    source.push(1)
    await iterator.next()
    for (const n of [2, 3]) {
      source.push(n)
      await settled()
    }
    await iterator.return?.()
    await settled()
    expect(source.returned).toBe(true)
  })

  it('gets no item that the contract refuses', async () => {
    const source = pushSource<number>()
    source.push(wrong('warm'))
    const { client, faults } = open({ temperature: () => source })
    expect((await failure(client.temperature()[Symbol.asyncIterator]().next())).code).toBe('internal')
    expect(faults).toHaveLength(1)
  })
})

describe('a bad frame', () => {
  it.each([
    ['no JSON', 'hello'],
    ['no frame', '{}'],
    ['an array', '[1]'],
    ['another version', '{"v":2,"kind":"call","id":1,"method":"shop.owner"}'],
    ['an unknown kind', '{"v":1,"kind":"dispose","id":1}'],
    ['a fractional id', '{"v":1,"kind":"cancel","id":1.5}'],
    ['credit beyond reason', '{"v":1,"kind":"credit","id":1,"credit":1e9}'],
    ['too long a frame', `"${'x'.repeat(maxClientFrameLength)}"`],
  ])('(%s) closes the wire, and other wires go on', async (_what, frame) => {
    const { near, client } = open()
    const reasons: string[] = []
    near.onClose((reason) => reasons.push(reason))
    near.send(frame)
    await settled()
    expect(reasons).toEqual(['a malformed frame'])
    expect((await failure(client.owner())).code).toBe('rpc.disconnected')
    expect(await open().client.owner()).toEqual({ name: 'Ada' })
  })

  it('from the program closes the wire too', async () => {
    const { far, client } = open({ close: () => new Promise(() => {}) })
    const call = failure(client.close())
    far.send('nonsense')
    expect((await call).code).toBe('rpc.disconnected')
  })

  it('that reuses an id closes the wire', async () => {
    const { near } = open()
    const reasons: string[] = []
    near.onClose((reason) => reasons.push(reason))
    const frame = encodeFrame({ kind: 'call', id: 3, method: 'shop.owner', input: undefined })
    near.send(frame)
    near.send(frame)
    await settled()
    expect(reasons).toEqual(['an id used twice'])
  })

  it('for an id that is not open any more is no mistake', async () => {
    const { near, client } = open()
    near.send(encodeFrame({ kind: 'cancel', id: 77 }))
    near.send(encodeFrame({ kind: 'credit', id: 77, credit: 1 }))
    expect(await client.owner()).toEqual({ name: 'Ada' })
  })
})
