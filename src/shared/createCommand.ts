// `docker service create …` for a draft, flag by flag.
import type { ServiceDraft, UpdatePolicy } from './model/serviceSpec.ts'
import { csvFlag, shlexJoin } from './shellQuote.ts'
import { formatDuration } from './units.ts'

/** The words of the command; each flag stands only where the draft differs from what docker does without it. */
export function createCommand(draft: ServiceDraft): string[] {
  return [
    'docker',
    'service',
    'create',
    '--name',
    draft.name,
    ...(draft.mode.kind === 'global' ? ['--mode', 'global'] : ['--replicas', String(draft.mode.replicas)]),
    ...(draft.command.length > 0 ? ['--entrypoint', shlexJoin(draft.command)] : []),
    ...draft.env.flatMap(({ name, value }) => ['--env', `${name}=${value}`]),
    ...labelFlags('--label', draft.labels),
    ...labelFlags('--container-label', draft.containerLabels),
    ...draft.ports.flatMap((port) => ['--publish', publishFlag(port)]),
    ...draft.mounts.flatMap((mount) => ['--mount', mountFlag(mount)]),
    ...draft.networks.flatMap((name) => ['--network', /[=,]/.test(name) ? csvFlag([['name', name]]) : name]),
    ...draft.constraints.flatMap((each) => ['--constraint', each]),
    ...(draft.maxPerNode > 0 ? ['--replicas-max-per-node', String(draft.maxPerNode)] : []),
    ...resourceFlags('limit', draft.limits),
    ...resourceFlags('reserve', draft.reservations),
    ...restartFlags(draft),
    ...policyFlags('update', draft.update),
    ...policyFlags('rollback', draft.rollback),
    ...healthFlags(draft),
    ...(draft.withRegistryAuth ? ['--with-registry-auth'] : []),
    draft.image,
    ...draft.args,
  ]
}

const labelFlags = (flag: string, labels: ServiceDraft['labels']): string[] =>
  Object.entries(labels).flatMap(([key, value]) => [flag, `${key}=${value}`])

function publishFlag(port: ServiceDraft['ports'][number]): string {
  return csvFlag([
    ...(port.published === null ? [] : [['published', String(port.published)] as const]),
    ['target', String(port.target)],
    ...(port.protocol === 'tcp' ? [] : [['protocol', port.protocol] as const]),
    ...(port.mode === 'ingress' ? [] : [['mode', port.mode] as const]),
  ])
}

function mountFlag(mount: ServiceDraft['mounts'][number]): string {
  if (mount.type === 'tmpfs') {
    return csvFlag([
      ['type', 'tmpfs'],
      ['target', mount.target],
      ...(mount.sizeBytes === null ? [] : [['tmpfs-size', String(mount.sizeBytes)] as const]),
    ])
  }
  return csvFlag([
    ['type', mount.type],
    ...(mount.source === '' ? [] : [['source', mount.source] as const]),
    ['target', mount.target],
    ...(mount.readOnly ? [['readonly'] as const] : []),
  ])
}

function resourceFlags(flag: 'limit' | 'reserve', amount: ServiceDraft['limits']): string[] {
  return [
    ...(amount.nanoCpus ? [`--${flag}-cpu`, cores(amount.nanoCpus)] : []),
    ...(amount.memoryBytes ? [`--${flag}-memory`, memory(amount.memoryBytes)] : []),
  ]
}

function restartFlags({ restart }: ServiceDraft): string[] {
  if (restart === null) return []
  return [
    '--restart-condition',
    restart.condition,
    '--restart-delay',
    formatDuration(restart.delayNs),
    '--restart-max-attempts',
    String(restart.maxAttempts),
  ]
}

function policyFlags(which: 'update' | 'rollback', policy: UpdatePolicy | null): string[] {
  if (policy === null) return []
  return [
    `--${which}-parallelism`,
    String(policy.parallelism),
    `--${which}-delay`,
    formatDuration(policy.delayNs),
    `--${which}-order`,
    policy.order,
    `--${which}-failure-action`,
    policy.onFailure,
    `--${which}-monitor`,
    formatDuration(policy.monitorNs),
    `--${which}-max-failure-ratio`,
    String(policy.maxFailureRatio),
  ]
}

function healthFlags({ healthcheck }: ServiceDraft): string[] {
  if (healthcheck === null) return []
  if (healthcheck.kind === 'none') return ['--no-healthcheck']
  // Zero means "as the image says", which is what docker does without the flag.
  const duration = (flag: string, value: number): string[] => (value > 0 ? [flag, formatDuration(value)] : [])
  return [
    '--health-cmd',
    healthcheck.command,
    ...duration('--health-interval', healthcheck.intervalNs),
    ...duration('--health-timeout', healthcheck.timeoutNs),
    ...duration('--health-start-period', healthcheck.startPeriodNs),
    ...(healthcheck.retries > 0 ? ['--health-retries', String(healthcheck.retries)] : []),
  ]
}

/** 500000000 → `0.5`, with all nine decimals where they count. */
function cores(nanoCpus: number): string {
  const whole = Math.floor(nanoCpus / 1e9)
  const rest = String(nanoCpus % 1e9)
    .padStart(9, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

function memory(bytes: number): string {
  for (const [unit, size] of [
    ['g', 1024 ** 3],
    ['m', 1024 ** 2],
    ['k', 1024],
  ] as const) {
    if (bytes % size === 0) return `${bytes / size}${unit}`
  }
  return String(bytes)
}
