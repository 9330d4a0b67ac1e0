// Tries an endpoint once and says what is there; changes nothing and leaves nothing open.
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { ConnectionTest, Endpoint } from '../../shared/model/connection.ts'
import type { EndpointSecrets, LinkDeps } from './linkDeps.ts'
import { openLink } from './openLink.ts'
import { toAppError } from './toAppError.ts'

const infoRecord = z.object({
  Name: z.string().catch(''),
  Swarm: z
    .object({
      LocalNodeState: z.string().catch('inactive'),
      ControlAvailable: z.boolean().catch(false),
      Cluster: z.object({ ID: z.string() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
})

/**
 * Opens a link (at most 9 s), reads `GET /info` and closes it again. A worker, a locked manager or no swarm is a
 * finding (`swarm`), not an error.
 * @throws AppError as openLink; questions of the server (keyboard-interactive) count as ssh.secretNeeded
 */
export async function testConnection(
  endpoint: Endpoint,
  secrets: EndpointSecrets,
  deps: LinkDeps,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const link = await openLink(endpoint, secrets, deps, { signal, onStep: () => {}, ask: null })
  const limited = AbortSignal.any([signal, AbortSignal.timeout(5000)])
  // dockerode's info() takes no signal: ending the link ends it.
  const cut = (): void => link.close(true)
  limited.addEventListener('abort', cut, { once: true })
  try {
    const { docker, engineVersion, apiVersion } = link.engine
    const answer: unknown = await docker.info()
    const info = infoRecord.safeParse(answer)
    if (!info.success) throw new AppError('docker.notAnEngine', 'The engine does not say what it is.')
    await link.ping(limited) // the first one opens its socket; the second is the round trip
    const latencyMs = Math.round((await link.ping(limited)) * 10) / 10
    return {
      via: link.via,
      latencyMs,
      engineVersion,
      apiVersion,
      nodeName: info.data.Name,
      swarm: swarmOf(info.data.Swarm),
      swarmId: info.data.Swarm?.Cluster?.ID ?? null,
    }
  } catch (error) {
    throw toAppError(limited.aborted ? limited.reason : error, 'Reading the engine’s facts')
  } finally {
    limited.removeEventListener('abort', cut)
    link.close()
  }
}

function swarmOf(swarm: z.infer<typeof infoRecord>['Swarm']): ConnectionTest['swarm'] {
  if (swarm?.LocalNodeState === 'locked') return 'locked'
  if (!swarm || swarm.LocalNodeState === 'inactive' || swarm.LocalNodeState === '') return 'none'
  return swarm.ControlAvailable ? 'manager' : 'worker'
}
