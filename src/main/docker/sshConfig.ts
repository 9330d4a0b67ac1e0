// Reads ~/.ssh/config as the ssh command does: Include expanded, a Host resolved to where and how to log in.
import { glob, readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { glob as matchesPattern, parse, SSHConfig } from 'ssh-config'
import {
  endpoint as endpointSchema,
  sshAuth,
  type SshEndpoint,
  type SshHop,
} from '../../shared/model/connection.ts'
import { expandHome } from './endpoint.ts'
import type { LinkDeps } from './linkDeps.ts'

type Facts = Pick<LinkDeps, 'homeDir' | 'env'>

/** What the configuration says about one host name or alias. */
export interface ResolvedHost {
  readonly hostName: string
  readonly user: string
  readonly port: number
  readonly identityFiles: readonly string[]
  /** The name under which known_hosts holds the key; null for the host's own. */
  readonly hostKeyAlias: string | null
  readonly proxyJump: readonly string[]
  /** A ProxyCommand that is not a plain `ssh -W`: such a host cannot be reached by this app. */
  readonly unsupportedProxy: boolean
}

const maxIncludeDepth = 16

/**
 * Resolves a host name or alias as `ssh HOST` would (never running `Match exec` or look-ups).
 * A missing configuration resolves to the host itself with the OS login and port 22.
 */
export async function resolveHost(host: string, deps: Facts): Promise<ResolvedHost> {
  const text = await readExpanded(join(deps.homeDir, '.ssh', 'config'), deps, host, 0)
  const found = parsedConfig(text).compute(host, { ignoreCase: true, matchExec: false })
  const one = (key: string): string | undefined => {
    const value = found[key]
    return Array.isArray(value) ? value[0] : value
  }
  const many = (key: string): string[] => {
    const value = found[key]
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  }
  const hostName = (one('hostname') ?? host).replaceAll('%h', host).replaceAll('%%', '%')
  const user = one('user') ?? osLogin(deps)
  const port = Number(one('port') ?? 22)
  const jump = one('proxyjump') ?? jumpOfProxyCommand(one('proxycommand'))
  return {
    hostName,
    user,
    port: Number.isInteger(port) && port > 0 && port < 65536 ? port : 22,
    identityFiles: many('identityfile')
      .filter((file) => file.toLowerCase() !== 'none')
      .map((file) => expandTokens(file, { host: hostName, user, deps })),
    hostKeyAlias: one('hostkeyalias') ?? null,
    proxyJump:
      jump === undefined || jump.toLowerCase() === 'none' ? [] : jump.split(',').map((each) => each.trim()),
    unsupportedProxy: jump === undefined && !['', 'none'].includes(one('proxycommand')?.toLowerCase() ?? ''),
  }
}

/** Every concrete alias that the configuration names: no wildcards, no negations; in the file's order, once each. */
export async function listHosts(deps: Facts): Promise<string[]> {
  const names = (await hostPatterns(deps)).flat()
  return [...new Set(names)].filter((name) => name !== '' && !/[*?!]/.test(name))
}

/** Whether a Host line means this host in particular: by its name or a pattern, other than one for everybody. */
export async function isNamedHost(host: string, deps: Facts): Promise<boolean> {
  const lower = host.toLowerCase()
  return (await hostPatterns(deps)).some((patterns) => {
    const particular = patterns.filter((each) => each.startsWith('!') || !/^[*?]*$/.test(each))
    return matchesPattern(
      particular.map((each) => each.toLowerCase()),
      lower,
    )
  })
}

/** The patterns of each Host line, in the file's order. */
async function hostPatterns(deps: Facts): Promise<string[][]> {
  const text = await readExpanded(join(deps.homeDir, '.ssh', 'config'), deps, null, 0)
  return parsedConfig(text).flatMap((line) => {
    if (line.type !== SSHConfig.DIRECTIVE || line.param.toLowerCase() !== 'host') return []
    return [typeof line.value === 'string' ? line.value.split(/\s+/) : line.value.map(({ val }) => val)]
  })
}

/**
 * The endpoint that `ssh HOST` reaches, jump hosts in order; null where this app cannot go the same way.
 * `host` is an alias, a host name, or `[user@]host[:port]` (also as ssh://…).
 */
export async function sshEndpointOf(target: string, deps: Facts): Promise<SshEndpoint | null> {
  const chain = await hopsTo(target, deps, 0)
  const last = chain?.at(-1)
  if (!chain || !last) return null
  const parsed = endpointSchema.safeParse({ kind: 'ssh', ...last, jump: chain.slice(0, -1) })
  return parsed.success && parsed.data.kind === 'ssh' ? parsed.data : null
}

/** Key files that the configuration names for a hop, found by its name or by an alias that resolves to it. */
export async function identityFilesFor(
  hop: Pick<SshHop, 'host' | 'user'>,
  deps: Facts,
): Promise<readonly string[]> {
  const direct = await resolveHost(hop.host, deps)
  const files = [...direct.identityFiles]
  for (const alias of await listHosts(deps)) {
    const resolved = await resolveHost(alias, deps)
    if (resolved.hostName === hop.host && resolved.user === hop.user) files.push(...resolved.identityFiles)
  }
  return [...new Set(files)]
}

/** The login of this OS account, the default user of ssh. */
export function osLogin(deps: Pick<LinkDeps, 'env'>): string {
  const named = deps.env['USER'] ?? deps.env['LOGNAME'] ?? deps.env['USERNAME']
  if (named) return named
  try {
    return userInfo().username
  } catch {
    return 'root' // an account without an entry in the user database
  }
}

type Hop = Pick<SshHop, 'host' | 'port' | 'user' | 'auth'>

async function hopsTo(target: string, deps: Facts, depth: number): Promise<Hop[] | null> {
  const parts = /^(?:ssh:\/\/)?(?:([^@/\s]+)@)?(\[[^\]]+\]|[^:/\s]+)(?::(\d+))?\/?$/.exec(target)
  const name = parts?.[2]
  if (!name || depth > 8) return null
  const resolved = await resolveHost(name, deps)
  if (resolved.unsupportedProxy) return null
  const hops: Hop[] = []
  for (const [index, jump] of resolved.proxyJump.entries()) {
    const way = await hopsTo(jump, deps, depth + 1)
    const arrival = way?.at(-1)
    if (!way || !arrival) return null
    // Only the first jump host is reached by its own configuration; the rest follow from there.
    hops.push(...(index === 0 ? way : [arrival]))
  }
  const auth = sshAuth.parse({ kind: 'auto' })
  const port = parts[3] === undefined ? resolved.port : Number(parts[3])
  return [...hops, { host: resolved.hostName, port, user: parts[1] ?? resolved.user, auth }]
}

/** The text of a configuration file with every Include replaced; a missing file is empty. */
async function readExpanded(path: string, deps: Facts, host: string | null, depth: number): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const lines: string[] = []
  let section = 'Host *'
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(Host|Match)[\s=]/i.test(line)) section = line.trim()
    const include = /^\s*Include\s*[\s=]\s*(.+?)\s*$/i.exec(line)?.[1]
    if (include === undefined) {
      lines.push(line)
      continue
    }
    if (depth >= maxIncludeDepth || (host !== null && !sectionMatches(section, host))) continue
    for (const pattern of include.match(/"[^"]+"|[^\s"]+/g) ?? []) {
      for (const file of await filesOf(pattern.replaceAll('"', ''), deps))
        lines.push(await readExpanded(file, deps, host, depth + 1))
    }
    // What follows the Include belongs to the section it stood in, not to the last one of the included file.
    lines.push(section)
  }
  return lines.join('\n')
}

async function filesOf(pattern: string, deps: Facts): Promise<string[]> {
  const expanded = expandHome(pattern, deps.homeDir)
  const full = isAbsolute(expanded) ? expanded : join(deps.homeDir, '.ssh', expanded)
  if (!/[*?[]/.test(full)) return [full]
  const found: string[] = []
  for await (const file of glob(full)) found.push(file)
  return found.sort()
}

/** Whether an Include inside this section is read for that host; conditions other than Host and `Match all` are not. */
function sectionMatches(section: string, host: string): boolean {
  const [, keyword, rest] = /^(Host|Match)\s*[\s=]\s*(.*)$/i.exec(section) ?? []
  if (keyword?.toLowerCase() === 'match') return rest?.trim().toLowerCase() === 'all'
  return matchesPattern((rest ?? '*').replaceAll('"', '').trim().split(/\s+/), host)
}

const parsedBefore = new Map<string, SSHConfig>()

/** A long configuration is resolved once for each of its Hosts: the same text is parsed once. */
function parsedConfig(text: string): SSHConfig {
  const known = parsedBefore.get(text)
  if (known) return known
  const config = withoutLookups(parseTolerantly(text))
  if (parsedBefore.size >= 8) parsedBefore.clear()
  parsedBefore.set(text, config)
  return config
}

/** One broken line must not hide all the others: what cannot be parsed by itself is left out. */
function parseTolerantly(text: string): SSHConfig {
  const parses = (part: string): boolean => {
    try {
      parse(part)
      return true
    } catch {
      return false
    }
  }
  return parse(parses(text) ? text : text.split('\n').filter(parses).join('\n'))
}

/** ssh-config would run nslookup for CanonicalizeHostname: those lines are left out. */
function withoutLookups(config: SSHConfig): SSHConfig {
  for (let index = config.length - 1; index >= 0; index--) {
    const line = config[index]
    if (line?.type !== SSHConfig.DIRECTIVE) continue
    if (/^canonical/i.test(line.param)) config.splice(index, 1)
    else if ('config' in line && line.config instanceof SSHConfig) withoutLookups(line.config)
  }
  return config
}

/** `ssh -W %h:%p bastion` is a jump host in older words. */
const jumpOfProxyCommand = (command: string | undefined): string | undefined =>
  /^\s*ssh\s+(?:-q\s+)?-W\s+"?(?:%h:%p|\[%h\]:%p)"?\s+([^\s-]\S*)\s*$/.exec(command ?? '')?.[1]

function expandTokens(file: string, facts: { host: string; user: string; deps: Facts }): string {
  const tokens: Readonly<Record<string, string>> = {
    '%%': '%',
    '%d': facts.deps.homeDir,
    '%h': facts.host,
    '%r': facts.user,
    '%u': osLogin(facts.deps),
  }
  const expanded = file.replace(/%[%dhru]/g, (token) => tokens[token] ?? token)
  const home = expandHome(expanded, facts.deps.homeDir)
  return isAbsolute(home) ? home : join(facts.deps.homeDir, '.ssh', home)
}
