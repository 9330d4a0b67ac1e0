import { describe, expect, it } from 'vitest'
import type { Network } from '../../../shared/model/network.ts'
import { service } from '../../api/fixtures.ts'
import { networkRows } from './networkRows.ts'

const front: Network = {
  id: 'net1',
  name: 'front',
  driver: 'overlay',
  scope: 'swarm',
  ingress: false,
  internal: false,
  attachable: false,
  encrypted: false,
  subnets: [],
  stack: null,
  labels: {},
  createdAt: '2026-01-01',
}

describe('networkRows', () => {
  it('finds the services of a network by its id and by its name, each once', () => {
    const services = [
      service({ id: '1', name: 'web', networks: ['net1', 'front'] }),
      service({ id: '2', name: 'api', networks: ['front'] }),
      service({ id: '3', name: 'db', networks: ['other'] }),
    ]
    expect(networkRows([front], services)[0]?.services.map((each) => each.name)).toEqual(['api', 'web'])
  })
})
