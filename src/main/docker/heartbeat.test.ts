// When a link counts as dead, with short times and a link made of promises.
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { startHeartbeat } from './heartbeat.ts'

const timing = { everyMs: 10, silenceMs: 120, patienceMs: 600 }
const untilAborted = (signal: AbortSignal): Promise<number> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
let stop = (): void => {}
afterEach(() => stop())

function watch(link: { ping(signal: AbortSignal): Promise<number>; bytesRead(): number }) {
  const beats: number[] = []
  const dead = Promise.withResolvers<AppError>()
  let over = false
  stop = startHeartbeat(
    link,
    (ms) => beats.push(ms),
    (error) => {
      over = true
      dead.resolve(error)
    },
    timing,
  )
  return { beats, dead: dead.promise, isOver: () => over }
}

describe('a link', () => {
  it('that answers lives, and tells its round trips', async () => {
    const { beats, isOver } = watch({ ping: () => Promise.resolve(5), bytesRead: () => 0 })
    await pause(100)
    expect(beats.length).toBeGreaterThan(1)
    expect(isOver()).toBe(false)
  })
  it('that falls silent is lost', async () => {
    const { dead } = watch({ ping: untilAborted, bytesRead: () => 0 })
    expect(await dead).toMatchObject({ code: 'link.lost' })
  })
  it('whose ping is late behind a big answer lives as long as bytes arrive', async () => {
    let bytes = 0
    const { isOver, dead } = watch({ ping: untilAborted, bytesRead: () => (bytes += 1) })
    await pause(300)
    expect(isOver()).toBe(false)
    await dead // but not for ever
  })
  it('whose engine refuses is lost with that reason', async () => {
    const { dead } = watch({
      ping: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })),
      bytesRead: () => 0,
    })
    expect(await dead).toMatchObject({ code: 'docker.notRunning' })
  })
  it('is not asked any more once it was stopped', async () => {
    let pings = 0
    const { isOver } = watch({ ping: (signal) => ((pings += 1), untilAborted(signal)), bytesRead: () => 0 })
    stop()
    await pause(200)
    expect([pings, isOver()]).toEqual([1, false])
  })
})
