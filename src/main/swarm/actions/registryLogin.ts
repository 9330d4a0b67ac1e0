// This machine's registry logins: ~/.docker/config.json and the credential helpers it names, as the docker CLI reads them.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppDeps } from '../../deps.ts'
import { parseImage } from './imageReference.ts'

/** The value of X-Registry-Auth for an image's registry, or null where this machine has no login there. */
export type RegistryLogins = (image: string) => Promise<string | null>

interface Login {
  readonly username?: string
  readonly password?: string
  readonly identitytoken?: string
  readonly registrytoken?: string
  readonly serveraddress: string
}

const text = z.string().nullish()
const configFile = z.looseObject({
  auths: z
    .record(
      z.string(),
      z.looseObject({ auth: text, username: text, password: text, identitytoken: text, registrytoken: text }),
    )
    .nullish(),
  credsStore: text,
  credHelpers: z.record(z.string(), z.string()).nullish(),
})
type ConfigFile = z.infer<typeof configFile>

const helperAnswer = z.looseObject({ Username: z.string(), Secret: z.string() })
const dockerHub = 'https://index.docker.io/v1/'

/** Reads the login afresh each time it is asked. No login is ever logged. */
export function registryLogins(deps: Pick<AppDeps, 'homeDir' | 'env' | 'log'>): RegistryLogins {
  const path = join(deps.env['DOCKER_CONFIG'] ?? join(deps.homeDir, '.docker'), 'config.json')
  return async (image) => {
    const config = await readConfig(path)
    if (config === null) return null
    const { registry } = parseImage(image)
    const server = registry === 'docker.io' ? dockerHub : registry
    const helper = config.credHelpers?.[server] ?? config.credsStore
    const login = helper ? await askHelper(helper, server, deps.env) : fromFile(config, server)
    return login === null ? null : Buffer.from(JSON.stringify(login)).toString('base64url')
  }
}

async function readConfig(path: string): Promise<ConfigFile | null> {
  try {
    return configFile.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // No file, or none that docker itself would take: no logins.
    return null
  }
}

function fromFile({ auths }: ConfigFile, server: string): Login | null {
  const entries = Object.entries(auths ?? {})
  const found =
    entries.find(([key]) => key === server) ?? entries.find(([key]) => hostOf(key) === hostOf(server))
  if (found === undefined) return null
  const [, entry] = found
  const decoded = entry.auth ? Buffer.from(entry.auth, 'base64').toString() : ''
  const colon = decoded.indexOf(':')
  const username = colon === -1 ? entry.username : decoded.slice(0, colon)
  const password = colon === -1 ? entry.password : decoded.slice(colon + 1).replace(/\0+$/, '')
  const login = {
    ...(username ? { username } : {}),
    ...(password ? { password } : {}),
    ...(entry.identitytoken ? { identitytoken: entry.identitytoken } : {}),
    ...(entry.registrytoken ? { registrytoken: entry.registrytoken } : {}),
  }
  return Object.keys(login).length === 0 ? null : { ...login, serveraddress: server }
}

/** Keys of `auths` may be whole addresses, as in `https://registry.example.com/v2/`. */
const hostOf = (server: string): string => server.replace(/^https?:\/\//, '').split('/', 1)[0] ?? ''

async function askHelper(name: string, server: string, env: AppDeps['env']): Promise<Login | null> {
  // The name becomes part of a program's: only what docker's own helpers are called.
  if (!/^[A-Za-z0-9._-]+$/.test(name)) return null
  const output = await new Promise<string | null>((resolve) => {
    const child = execFile(
      `docker-credential-${name}`,
      ['get'],
      { timeout: 10_000, env: { ...env }, windowsHide: true },
      (error, stdout) => resolve(error === null ? stdout : null),
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(server)
  })
  if (output === null) return null
  const parsed = helperAnswer.safeParse(safeJson(output))
  if (!parsed.success) return null
  const { Username, Secret } = parsed.data
  return Username === '<token>'
    ? { identitytoken: Secret, serveraddress: server }
    : { username: Username, password: Secret, serveraddress: server }
}

function safeJson(output: string): unknown {
  try {
    return JSON.parse(output)
  } catch {
    return null
  }
}
