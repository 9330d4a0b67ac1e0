// What a connection shows of itself.
import { expect, it } from 'vitest'
import { connection } from './connection.ts'

it('never shows a password or a passphrase, whatever it is given', () => {
  const shown = connection.parse({
    id: 'c1',
    name: 'prod',
    readOnly: false,
    endpoint: {
      kind: 'ssh',
      host: '10.0.0.1',
      user: 'root',
      auth: { kind: 'key', path: '/keys/id', passphrase: 'hunter2' },
      jump: [{ host: 'bastion', user: 'root', auth: { kind: 'password', password: 'hunter3' } }],
    },
    demo: false,
    address: 'ssh root@10.0.0.1 through bastion',
    secrets: 'session',
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  expect(JSON.stringify(shown)).not.toMatch(/hunter/)
  expect(shown.endpoint).toMatchObject({ auth: { kind: 'key', path: '/keys/id', passphrase: null } })
})
