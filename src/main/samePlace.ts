// Tells whether two endpoints are the same place.
import { assertNever } from '../shared/errors.ts'
import type { Endpoint, SshHop } from '../shared/model/connection.ts'

/** Equal for two endpoints that reach the same engine as the same login. Behind another jump host is another machine. */
export function placeOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'local':
      return `local ${endpoint.socket}`
    case 'ssh':
      return `ssh ${[...endpoint.jump, endpoint].map(loginAt).join(' ')} ${endpoint.socket}`
    case 'tls':
      return `tls ${endpoint.host}:${endpoint.port}`
    case 'demo':
      return 'demo'
    default:
      return assertNever(endpoint)
  }
}

const loginAt = ({ user, host, port }: SshHop): string => `${user}@${host}:${port}`
