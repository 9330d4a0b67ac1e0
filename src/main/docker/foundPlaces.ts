// What could be added from this machine: its engines, DOCKER_HOST, the docker command's contexts, the Hosts of ~/.ssh/config.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Endpoint, FoundPlace } from '../../shared/model/connection.ts'
import { readDockerContexts, readDockerHost } from './dockerContexts.ts'
import { addressOf } from './endpoint.ts'
import type { LinkDeps } from './linkDeps.ts'
import { listHosts, sshEndpointOf } from './sshConfig.ts'

type Facts = Pick<LinkDeps, 'homeDir' | 'env' | 'platform'>

/** Local sockets that exist, then DOCKER_HOST, contexts and Hosts; nothing is contacted. `savedAs` is left for the caller (null). */
export async function findPlaces(deps: Facts): Promise<FoundPlace[]> {
  const [local, environment, contexts, hosts] = await Promise.all([
    localEngines(deps),
    readDockerHost(deps),
    contextPlaces(deps),
    sshPlaces(deps),
  ])
  // As docker counts it: a context that the environment names.
  const named = environment === null ? [] : [place('context', 'DOCKER_HOST', environment)]
  const seen = new Set<string>()
  return [...local, ...named, ...contexts, ...hosts].filter((each) => {
    const key = `${each.source === 'local' ? 'context' : each.source} ${each.address}`
    return !seen.has(key) && seen.add(key)
  })
}

async function localEngines(deps: Facts): Promise<FoundPlace[]> {
  const runtime =
    deps.env['XDG_RUNTIME_DIR'] ??
    (deps.platform === 'linux' ? `/run/user/${process.getuid?.() ?? ''}` : null)
  const candidates =
    deps.platform === 'win32'
      ? [{ name: 'This machine', socket: '//./pipe/docker_engine' }]
      : [
          { name: 'This machine', socket: '/var/run/docker.sock' },
          ...(runtime ? [{ name: 'This machine, rootless', socket: join(runtime, 'docker.sock') }] : []),
          { name: 'Docker Desktop', socket: join(deps.homeDir, '.docker', 'run', 'docker.sock') },
        ]
  const present = await Promise.all(
    candidates.map(({ socket }) =>
      stat(socket).then(
        (facts) => deps.platform === 'win32' || facts.isSocket(),
        () => false,
      ),
    ),
  )
  return candidates
    .filter((_, index) => present[index])
    .map(({ name, socket }) => place('local', name, { kind: 'local', socket }))
}

const contextPlaces = async (deps: Facts): Promise<FoundPlace[]> =>
  (await readDockerContexts(deps)).map(({ name, endpoint }) => place('context', name, endpoint))

/** Concrete Hosts only, and not those for git. */
async function sshPlaces(deps: Facts): Promise<FoundPlace[]> {
  const places: FoundPlace[] = []
  for (const host of await listHosts(deps)) {
    const endpoint = await sshEndpointOf(host, deps)
    if (endpoint && endpoint.user !== 'git') places.push(place('sshConfig', host, endpoint))
  }
  return places
}

const place = (source: FoundPlace['source'], name: string, endpoint: Endpoint): FoundPlace => ({
  source,
  name,
  address: addressOf(endpoint),
  endpoint,
  savedAs: null,
})
