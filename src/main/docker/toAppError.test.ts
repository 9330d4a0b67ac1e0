// What engines, SSH and the system throw, and what the reader gets to see of it.
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { toAppError } from './toAppError.ts'

const refusal = (statusCode: number, message: string): Error =>
  Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    reason: 'x',
    json: { message },
  })
const system = (code: string, message = code): Error => Object.assign(new Error(message), { code })

describe('an answer of the engine', () => {
  it.each([
    [404, 'service web not found', 'engine.notFound'],
    [409, 'name conflicts with an existing object', 'engine.conflict'],
    [400, 'invalid mount', 'engine.invalid'],
    [500, 'rpc error: code = Unknown desc = update out of sequence', 'engine.conflict'],
    [500, 'something broke', 'engine.failed'],
    [
      503,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
      'swarm.none',
    ],
    [
      503,
      "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.",
      'swarm.notManager',
    ],
    [
      503,
      'Swarm is encrypted and needs to be unlocked before it can be used. Please use "docker swarm unlock" to unlock it.',
      'swarm.locked',
    ],
    [
      500,
      "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.",
      'swarm.noQuorum',
    ],
    [400, 'client version 1.40 is too old. Minimum supported API version is 1.44', 'docker.tooNew'],
    [400, 'client version 1.52 is too new. Maximum supported API version is 1.41', 'docker.tooOld'],
  ])('%d %s is %s', (status, text, code) => {
    const error = toAppError(refusal(status, text), 'Scaling web')
    expect(error).toMatchObject({ code, details: { status } })
    expect(error.message.startsWith(`Scaling web: ${text}`)).toBe(true)
  })
  it('without a message keeps what there is', () => {
    expect(toAppError({ statusCode: 502, reason: null, json: 'gateway' }, 'Reading nodes').message).toBe(
      'Reading nodes: HTTP status 502.',
    )
  })
})

describe('a failure on the way', () => {
  it.each([
    [system('ECONNRESET', 'socket hang up'), 'link.lost'],
    [new Error('Not connected'), 'link.lost'],
    [new Error('(SSH) Channel open failure: open failed'), 'link.lost'],
    [system('ECONNREFUSED'), 'docker.notRunning'],
    [system('EACCES'), 'docker.permission'],
    [system('HPE_INVALID_CONSTANT'), 'docker.notAnEngine'],
    [new DOMException('stop', 'AbortError'), 'cancelled'],
    [new DOMException('late', 'TimeoutError'), 'timeout'],
    [new Error('what'), 'internal'],
    ['a string', 'internal'],
  ])('%s is %s', (thrown, code) => {
    expect(toAppError(thrown, 'Reading nodes').code).toBe(code)
  })
  it('that was named already stays as it is, also where it comes wrapped', () => {
    const named = new AppError('ssh.unreachable', 'x')
    expect(toAppError(named, 'y')).toBe(named)
    expect(toAppError(new Error('wrapped', { cause: named }), 'y')).toBe(named)
  })
})
