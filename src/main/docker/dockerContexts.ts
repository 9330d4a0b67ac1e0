// The contexts of the docker command on this machine (~/.docker/contexts), as endpoints.
import { createHash } from 'node:crypto'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { endpoint as endpointSchema, type Endpoint } from '../../shared/model/connection.ts'
import type { LinkDeps } from './linkDeps.ts'
import { sshEndpointOf } from './sshConfig.ts'

type Facts = Pick<LinkDeps, 'homeDir' | 'env'>

const metaRecord = z.object({
  Name: z.string().min(1),
  Endpoints: z.object({ docker: z.object({ Host: z.string().min(1) }) }),
})

/** Every context that leads to an engine this app can reach: unix, npipe, ssh, and tcp with its three TLS files. */
export async function readDockerContexts(deps: Facts): Promise<Array<{ name: string; endpoint: Endpoint }>> {
  const root = join(deps.env['DOCKER_CONFIG'] ?? join(deps.homeDir, '.docker'), 'contexts')
  const ids = await readdir(join(root, 'meta')).catch(() => [])
  const found = await Promise.all(ids.map((id) => readContext(root, id, deps)))
  return found.filter((context) => context !== null).sort((a, b) => a.name.localeCompare(b.name))
}

/** Where DOCKER_HOST leads, by the rules of contexts; tcp takes its TLS files from DOCKER_CERT_PATH. Null without. */
export async function readDockerHost(deps: Facts): Promise<Endpoint | null> {
  const { DOCKER_HOST: address = '', DOCKER_CERT_PATH: certificates, DOCKER_CONFIG: config } = deps.env
  return endpointOf(address.trim(), certificates || (config ?? join(deps.homeDir, '.docker')), deps)
}

async function readContext(
  root: string,
  id: string,
  deps: Facts,
): Promise<{ name: string; endpoint: Endpoint } | null> {
  const text = await readFile(join(root, 'meta', id, 'meta.json'), 'utf8').catch(() => '')
  const meta = metaRecord.safeParse(parseJson(text))
  if (!meta.success) return null
  const { Name: name, Endpoints } = meta.data
  const endpoint = await endpointOf(Endpoints.docker.Host, join(root, 'tls', idOf(name), 'docker'), deps)
  return endpoint && { name, endpoint }
}

/** The endpoint of a DOCKER_HOST-like address. */
async function endpointOf(address: string, tlsFolder: string, deps: Facts): Promise<Endpoint | null> {
  if (address.startsWith('unix://'))
    return checked({ kind: 'local', socket: address.slice('unix://'.length) })
  if (address.startsWith('npipe://'))
    return checked({ kind: 'local', socket: address.slice('npipe://'.length) })
  if (address.startsWith('ssh://')) {
    const [, target = '', path] = /^ssh:\/\/([^/]+)(\/.+)?$/.exec(address) ?? []
    const endpoint = await sshEndpointOf(target, deps)
    return endpoint && (path && path !== '/' ? { ...endpoint, socket: path } : endpoint)
  }
  const [, host, port] = /^(?:tcp|https):\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(address) ?? []
  if (host === undefined) return null
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) => join(tlsFolder, name))
  const complete = await Promise.all([ca, cert, key].map((file) => access(file ?? '')))
    .then(() => true)
    .catch(() => false)
  // Plain TCP gives anybody on the network root on that machine: it is not offered.
  return complete
    ? checked({ kind: 'tls', host, ...(port ? { port: Number(port) } : {}), ca, cert, key })
    : null
}

/** The folder of a context is the SHA-256 of its name. */
const idOf = (name: string): string => createHash('sha256').update(name).digest('hex')

function checked(value: unknown): Endpoint | null {
  const parsed = endpointSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
