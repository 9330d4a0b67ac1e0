// What ~/.ssh/config adds to a way that was typed by hand: the address behind an alias, its port, its jump hosts.
import type { SshEndpoint, SshHop } from '../../shared/model/connection.ts'
import { bareHost } from './endpoint.ts'
import type { LinkDeps } from './linkDeps.ts'
import { isNamedHost, resolveHost, sshEndpointOf } from './sshConfig.ts'

type Facts = Pick<LinkDeps, 'homeDir' | 'env'>

interface Address {
  readonly host: string
  readonly port: number
}

/** One hop, where it really is, and under which name known_hosts holds its key. */
export interface WayHop extends Address {
  readonly hop: SshHop
  /** 0 the target, 1… the jump hosts. */
  readonly index: number
  readonly knownAs: Address
}

const usualPort = 22

/**
 * Every hop in order, the target last. A host that a Host of the configuration names takes its HostName; its Port where
 * the connection has the usual one; its ProxyJump where the connection names no jump hosts; its HostKeyAlias. The user
 * is always the connection's own. `Host *` alone names nobody: addresses found in the configuration are whole already.
 */
export async function configuredWay(endpoint: SshEndpoint, deps: Facts): Promise<readonly WayHop[]> {
  const jumps =
    endpoint.jump.length > 0
      ? await Promise.all(endpoint.jump.map((hop, index) => located(hop, index + 1, deps)))
      : await configuredJumps(endpoint, deps)
  return [...jumps, await located(endpoint, 0, deps)]
}

async function located(hop: SshHop, index: number, deps: Facts): Promise<WayHop> {
  const name = bareHost(hop.host)
  const resolved = await resolveHost(name, deps)
  const host = bareHost(resolved.hostName)
  if (!(await isNamedHost(name, deps)))
    return { hop, index, host, port: hop.port, knownAs: { host, port: hop.port } }
  const port = hop.port === usualPort ? resolved.port : hop.port
  // As ssh does: the alias stands in known_hosts without a port.
  const knownAs =
    resolved.hostKeyAlias === null ? { host, port } : { host: resolved.hostKeyAlias, port: usualPort }
  return { hop, index, host, port, knownAs }
}

async function configuredJumps(endpoint: SshEndpoint, deps: Facts): Promise<readonly WayHop[]> {
  const name = bareHost(endpoint.host)
  if (!(await isNamedHost(name, deps))) return []
  const jumps = (await sshEndpointOf(name, deps))?.jump ?? []
  return jumps.map((hop, at) => {
    const address = { host: bareHost(hop.host), port: hop.port }
    return { hop, index: at + 1, ...address, knownAs: address }
  })
}
