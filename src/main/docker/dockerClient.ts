// A dockerode that speaks over a given agent and nothing else. The one place that knows what its types lack.
import type http from 'node:http'
import Dockerode from 'dockerode'

/**
 * @param agent gives the sockets, so that no address is ever dialled by dockerode itself
 * @param apiVersion as in `1.45`
 */
export function dockerOver(agent: http.Agent, apiVersion: string): Dockerode {
  const options = { protocol: 'http', socketPath: 'link', version: `v${apiVersion}`, agent } as const
  return withoutDockerHost(() => new Dockerode(options))
}

/** DOCKER_HOST in the environment would override what is asked for here, or throw where it is malformed. */
function withoutDockerHost<T>(make: () => T): T {
  const saved = process.env['DOCKER_HOST']
  delete process.env['DOCKER_HOST']
  try {
    return make()
  } finally {
    if (saved !== undefined) process.env['DOCKER_HOST'] = saved
  }
}
