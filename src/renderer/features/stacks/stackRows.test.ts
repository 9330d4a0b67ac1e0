import { describe, expect, it } from 'vitest'
import { service } from '../../api/fixtures.ts'
import { stackRows } from './stackRows.ts'
import { stackStatus } from './stackStatus.ts'

describe('stackRows', () => {
  it('groups services by stack, sums their tasks and takes the worst word', () => {
    const [auth, shop] = stackRows(
      [
        service({
          id: '1',
          name: 'shop_web',
          stack: 'shop',
          running: 2,
          desired: 2,
          updatedAt: '2026-01-02',
        }),
        service({ id: '2', name: 'shop_db', stack: 'shop', running: 0, desired: 1, health: 'degraded' }),
        service({ id: '3', name: 'auth_api', stack: 'auth' }),
        service({ id: '4', name: 'lonely', stack: null }),
      ],
      [],
    )
    expect(auth?.name).toBe('auth')
    expect(shop).toMatchObject({ name: 'shop', running: 2, desired: 3, health: 'degraded', isDown: true })
    expect(shop && stackStatus(shop).word).toBe('Down')
  })
  it('knows a stack of which only networks are left', () => {
    const network = {
      id: 'n',
      name: 'shop_front',
      driver: 'overlay',
      scope: 'swarm',
      ingress: false,
      internal: false,
      attachable: false,
      encrypted: false,
      subnets: [],
      stack: 'shop',
      labels: {},
      createdAt: '2026-01-01',
    } as const
    expect(stackRows([], [{ ...network, subnets: [] }])).toMatchObject([{ name: 'shop', health: 'stopped' }])
  })
})
