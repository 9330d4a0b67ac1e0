// Reading networks.
import type { Network } from '../../shared/model/network.ts'
import type { Engine } from '../docker/engine.ts'
import { askJson } from './ask.ts'
import { byName } from './nodes.ts'
import { listOf } from './records/fields.ts'
import { normalizeNetwork } from './records/networkRecord.ts'

/** All networks the connected manager knows, the swarm's first, then by name. GET /networks. */
export async function listNetworks(engine: Engine, signal: AbortSignal): Promise<Network[]> {
  const raw = await askJson(engine, { path: '/networks', about: 'the networks' }, signal)
  return listOf(raw, 'the networks')
    .map(normalizeNetwork)
    .sort((a, b) => Number(b.scope === 'swarm') - Number(a.scope === 'swarm') || byName(a.name, b.name))
}
