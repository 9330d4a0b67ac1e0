// The address form says at the field what is wrong, and means exactly what was typed.
import { describe, expect, test } from 'vitest'
import type { Endpoint } from '../../../shared/model/connection.ts'
import { emptyForm, emptyHop, fieldOf, formOf, readForm, type ConnectionForm } from './connectionForm.ts'

const ssh = (part: Partial<ConnectionForm> = {}): ConnectionForm => ({
  ...emptyForm(),
  name: 'prod',
  target: { ...emptyHop(), host: '10.20.0.11', user: 'deploy' },
  ...part,
})
const errorsOf = (form: ConnectionForm) => {
  const read = readForm(form)
  return 'errors' in read ? read.errors : {}
}

describe('an ssh address', () => {
  test('reads as typed', () => {
    expect(readForm(ssh())).toEqual({
      draft: {
        name: 'prod',
        readOnly: false,
        endpoint: {
          kind: 'ssh',
          host: '10.20.0.11',
          port: 22,
          user: 'deploy',
          auth: { kind: 'auto' },
          jump: [],
          socket: '/var/run/docker.sock',
        },
      },
    })
  })

  test('takes the host as its name where none is typed', () => {
    expect(readForm(ssh({ name: ' ' }))).toMatchObject({ draft: { name: '10.20.0.11' } })
  })

  test.each(['', '22x', '0', '65536', '1e3', '-1', '2.5'])('refuses the port %j at its field', (port) => {
    expect(Object.keys(errorsOf(ssh({ target: { ...ssh().target, port } })))).toEqual(['target.port'])
  })

  test('refuses a login inside the host, and a missing login', () => {
    expect(errorsOf(ssh({ target: { ...emptyHop(), host: 'deploy@node1', user: '' } }))).toEqual({
      'target.host': 'A host name holds letters, digits, dots and hyphens only; no user, port or path.',
      'target.user': 'Enter the login.',
    })
  })

  test('asks for the file of a key', () => {
    expect(errorsOf(ssh({ target: { ...ssh().target, auth: 'key' } }))).toEqual({
      'target.keyPath': 'Choose a private key file.',
    })
  })

  test('an empty secret means the saved one stays, a typed one is sent', () => {
    const auth = (secret: string) => readForm(ssh({ target: { ...ssh().target, auth: 'password', secret } }))
    expect(auth('')).toMatchObject({ draft: { endpoint: { auth: { kind: 'password', password: null } } } })
    expect(auth('s3cret')).toMatchObject({ draft: { endpoint: { auth: { password: 's3cret' } } } })
  })

  test('names the jump host that is wrong', () => {
    const jump = [{ ...emptyHop(), host: 'bastion', user: 'ops' }, emptyHop()]
    expect(Object.keys(errorsOf(ssh({ jump })))).toEqual(['jump.1.host', 'jump.1.user'])
  })

  test('keeps the pinned key of a machine that stays, and drops it for another', () => {
    const hostKey = 'SHA256:q7Vn0c3MTz9LxR4aYw2Ke8HdPf6UjB1sGoN5mEi7Ck4'
    const kept: Endpoint = {
      kind: 'ssh',
      host: '10.20.0.11',
      port: 22,
      user: 'deploy',
      auth: { kind: 'auto' },
      hostKey,
      jump: [],
      socket: '/var/run/docker.sock',
    }
    expect(readForm(ssh(), kept)).toMatchObject({ draft: { endpoint: { hostKey } } })
    const moved = readForm(ssh({ target: { ...ssh().target, host: '10.20.0.12' } }), kept)
    expect('draft' in moved && moved.draft.endpoint).not.toHaveProperty('hostKey')
  })
})

test('a TLS address names each missing file', () => {
  expect(Object.keys(errorsOf({ ...emptyForm(), kind: 'tls', tlsHost: 'node1' }))).toEqual([
    'ca',
    'cert',
    'certKey',
  ])
})

test('what is saved comes back into the form without its secret', () => {
  const saved = readForm(ssh({ jump: [{ ...emptyHop(), host: 'bastion', user: 'ops', auth: 'agent' }] }))
  if (!('draft' in saved)) throw new Error('a valid form')
  const form = formOf(saved.draft)
  expect(form).toMatchObject({
    kind: 'ssh',
    target: { host: '10.20.0.11', port: '22', user: 'deploy', secret: '' },
    jump: [{ host: 'bastion', auth: 'agent' }],
  })
  expect(readForm(form)).toEqual(saved)
})

test('an error that the program names finds its field', () => {
  expect(fieldOf('ssh', ['endpoint', 'jump', '0', 'auth', 'path'])).toBe('jump.0.keyPath')
  expect(fieldOf('tls', ['endpoint', 'key'])).toBe('certKey')
  expect(fieldOf('ssh', ['name'])).toBe('name')
})
