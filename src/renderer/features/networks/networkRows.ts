// Networks with the services that are attached to them.
import type { Network } from '../../../shared/model/network.ts'
import type { Service } from '../../../shared/model/service.ts'

export interface NetworkRow {
  readonly network: Network
  /** By name. */
  readonly services: readonly Service[]
}

/** A service names its networks by id or by name, as it was created. */
export function networkRows(
  networks: readonly Network[],
  services: readonly Service[],
): readonly NetworkRow[] {
  const users = new Map<string, Service[]>()
  for (const service of services) {
    for (const target of service.networks) users.set(target, [...(users.get(target) ?? []), service])
  }
  return networks.map((network) => ({
    network,
    services: [...new Set([...(users.get(network.id) ?? []), ...(users.get(network.name) ?? [])])].sort(
      (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
    ),
  }))
}

/** `attachable, encrypted`: what is special about a network. */
export const networkTraits = (network: Network): readonly string[] => [
  ...(network.ingress ? ['ingress'] : []),
  ...(network.internal ? ['internal'] : []),
  ...(network.attachable ? ['attachable'] : []),
  ...(network.encrypted ? ['encrypted'] : []),
]
