// Places found on this machine are grouped by source and narrowed by what is typed.
import { expect, test } from 'vitest'
import type { FoundPlace } from '../../../shared/model/connection.ts'
import { foundGroups } from './foundGroups.ts'

const place = (source: FoundPlace['source'], name: string, address: string): FoundPlace => ({
  source,
  name,
  address,
  endpoint: { kind: 'local', socket: '/s' },
  savedAs: null,
})
const places = [
  place('sshConfig', 'fra-mgr-1', 'deploy@10.40.0.11 via bastion.fra'),
  place('local', 'Local engine', '/var/run/docker.sock'),
  place('sshConfig', 'nas', 'admin@10.20.0.40:2222'),
]

test('this machine comes first, then contexts, then ssh hosts', () => {
  expect(foundGroups(places, '').map((group) => [group.title, group.places.length])).toEqual([
    ['On this machine', 1],
    ['~/.ssh/config', 2],
  ])
})

test('every word typed must be in the name or the address', () => {
  const names = (typed: string) =>
    foundGroups(places, typed).flatMap((group) => group.places.map((each) => each.name))
  expect(names('FRA bastion')).toEqual(['fra-mgr-1'])
  expect(names('10.')).toEqual(['fra-mgr-1', 'nas'])
  expect(names('nowhere')).toEqual([])
})
