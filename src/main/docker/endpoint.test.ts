// Address lines and paths as people write them.
import { describe, expect, it } from 'vitest'
import { endpoint } from '../../shared/model/connection.ts'
import { addressOf, expandHome, hostAndPort } from './endpoint.ts'

describe('the address line', () => {
  it.each([
    [{ kind: 'local', socket: '/var/run/docker.sock' }, 'local /var/run/docker.sock'],
    [{ kind: 'ssh', host: '10.20.0.11', user: 'deploy' }, 'ssh deploy@10.20.0.11'],
    [
      { kind: 'ssh', host: 'fd00::1', port: 2222, user: 'root', jump: [{ host: 'bastion.ams', user: 'me' }] },
      'ssh root@[fd00::1]:2222 through bastion.ams',
    ],
    [{ kind: 'tls', host: 'engine', ca: 'a', cert: 'b', key: 'c' }, 'tls engine:2376'],
    [{ kind: 'demo' }, 'demo swarm on this machine'],
  ])('of %j reads %s', (input, line) => {
    expect(addressOf(endpoint.parse(input))).toBe(line)
  })
  it('shows the port only where it is not the usual one', () => {
    expect(hostAndPort('a', 22, 22)).toBe('a')
    expect(hostAndPort('[::1]', 23)).toBe('[::1]:23')
  })
})

describe('a path', () => {
  it('that begins with ~ lies in the home folder, any other stays', () => {
    expect(expandHome('~/.ssh/id', '/home/a')).toBe('/home/a/.ssh/id')
    expect(expandHome('~', '/home/a')).toBe('/home/a')
    expect(expandHome('~bob/x', '/home/a')).toBe('~bob/x')
    expect(expandHome('/etc/~/x', '/home/a')).toBe('/etc/~/x')
  })
})
