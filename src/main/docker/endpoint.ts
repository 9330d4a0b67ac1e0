// How an endpoint reads: its address line for people, a hop's name, and `~` in paths.
import { join } from 'node:path'
import { assertNever } from '../../shared/errors.ts'
import type { Endpoint, SshHop } from '../../shared/model/connection.ts'

/** One line for people, as in `ssh deploy@10.20.0.11 through bastion.ams`. */
export function addressOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'local':
      return `local ${endpoint.socket}`
    case 'tls':
      return `tls ${hostAndPort(endpoint.host, endpoint.port)}`
    case 'demo':
      return 'demo swarm on this machine'
    case 'ssh': {
      const through = endpoint.jump.map((hop) => hostAndPort(hop.host, hop.port, 22)).join(', ')
      return `ssh ${endpoint.user}@${hostAndPort(endpoint.host, endpoint.port, 22)}${through && ` through ${through}`}`
    }
    default:
      return assertNever(endpoint)
  }
}

/** `host:port`, the port left out where it is the usual one, IPv6 in brackets. */
export function hostAndPort(host: string, port: number, usual?: number): string {
  const bare = bareHost(host)
  if (port === usual) return bare
  return `${bare.includes(':') ? `[${bare}]` : bare}:${port}`
}

/** The host without the brackets of an IPv6 literal. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** `user@host:port` of one hop, for messages. */
export const hopName = (hop: Pick<SshHop, 'host' | 'port' | 'user'>): string =>
  `${hop.user}@${hostAndPort(hop.host, hop.port, 22)}`

/** `~` and `~/…` become the home folder; every other path stays as it is. */
export function expandHome(path: string, homeDir: string): string {
  if (path === '~') return homeDir
  return /^~[/\\]/.test(path) ? join(homeDir, path.slice(2)) : path
}
