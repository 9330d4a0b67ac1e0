// Which connections count as the same place.
import { expect, it } from 'vitest'
import { endpoint, type EndpointInput } from '../shared/model/connection.ts'
import { placeOf } from './samePlace.ts'

const place = (given: EndpointInput): string => placeOf(endpoint.parse(given))
const manager = { kind: 'ssh', host: '10.0.0.11', user: 'ops' } as const

it('is the same however one logs in there, and another for another login or socket', () => {
  expect(place({ ...manager, auth: { kind: 'agent' } })).toBe(place(manager))
  expect(place({ ...manager, user: 'root' })).not.toBe(place(manager))
  expect(place({ ...manager, socket: '/run/user/1000/docker.sock' })).not.toBe(place(manager))
})

it('is another one behind another jump host: private addresses repeat', () => {
  const behind = (host: string) => place({ ...manager, jump: [{ host, user: 'ops' }] })
  expect(behind('bastion.ams')).not.toBe(behind('bastion.fra'))
  expect(behind('bastion.ams')).not.toBe(place(manager))
})
