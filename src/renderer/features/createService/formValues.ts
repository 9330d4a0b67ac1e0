// What the create form holds: text as typed. Turned into a ServiceDraft, or into the reason at each field.
import { serviceDraft, type ServiceDraft } from '../../../shared/model/serviceSpec.ts'
import { parseBytes, parseCpus, parseDuration } from '../../../shared/units.ts'
import { shellWords } from './shellWords.ts'

export interface PolicyValues {
  readonly parallelism: string | number
  readonly delay: string
  readonly order: 'stop-first' | 'start-first'
  readonly onFailure: 'pause' | 'continue' | 'rollback'
  readonly monitor: string
  /** Percent of tasks that may fail. */
  readonly maxFailure: string | number
}

export interface MountValues {
  readonly type: 'volume' | 'bind' | 'tmpfs'
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
  readonly size: string
}

export interface FormValues {
  readonly name: string
  readonly image: string
  readonly mode: 'replicated' | 'global'
  readonly replicas: string | number
  readonly command: string
  readonly args: string
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly labels: readonly { readonly key: string; readonly value: string }[]
  readonly containerLabels: readonly { readonly key: string; readonly value: string }[]
  readonly ports: readonly {
    readonly published: string | number
    readonly target: string | number
    readonly protocol: 'tcp' | 'udp' | 'sctp'
    readonly mode: 'ingress' | 'host'
  }[]
  readonly mounts: readonly MountValues[]
  readonly networks: readonly string[]
  readonly constraints: readonly string[]
  readonly maxPerNode: string | number
  readonly limits: { readonly cpus: string; readonly memory: string }
  readonly reservations: { readonly cpus: string; readonly memory: string }
  readonly restart: {
    readonly set: boolean
    readonly condition: 'none' | 'on-failure' | 'any'
    readonly delay: string
    readonly maxAttempts: string | number
  }
  readonly update: PolicyValues & { readonly set: boolean }
  readonly rollback: PolicyValues & { readonly set: boolean }
  readonly healthcheck: {
    readonly kind: 'image' | 'none' | 'command'
    readonly command: string
    readonly interval: string
    readonly timeout: string
    readonly startPeriod: string
    readonly retries: string | number
  }
  readonly withRegistryAuth: boolean
}

/** The engine's own defaults (swarmkit defaults), shown so that nobody has to know them. */
const policy: PolicyValues & { readonly set: boolean } = {
  set: false,
  parallelism: 1,
  delay: '0s',
  order: 'stop-first',
  onFailure: 'pause',
  monitor: '5s',
  maxFailure: 0,
}

export const emptyForm: FormValues = {
  name: '',
  image: '',
  mode: 'replicated',
  replicas: 1,
  command: '',
  args: '',
  env: [],
  labels: [],
  containerLabels: [],
  ports: [],
  mounts: [],
  networks: [],
  constraints: [],
  maxPerNode: 0,
  limits: { cpus: '', memory: '' },
  reservations: { cpus: '', memory: '' },
  restart: { set: false, condition: 'any', delay: '5s', maxAttempts: 0 },
  update: policy,
  rollback: policy,
  healthcheck: { kind: 'image', command: '', interval: '30s', timeout: '30s', startPeriod: '0s', retries: 3 },
  withRegistryAuth: false,
}

/** Errors by the path of the field, as @mantine/form wants them. */
export type FieldErrors = Readonly<Record<string, string>>

/** Reads the form. Exactly one of the two is there: the draft, or at least one error at its field. */
export function toDraft(
  values: FormValues,
): { readonly draft: ServiceDraft } | { readonly errors: FieldErrors } {
  const errors: Record<string, string> = {}
  const read = reader(errors)
  const draft = {
    name: values.name,
    image: values.image,
    mode:
      values.mode === 'global'
        ? { kind: 'global' }
        : { kind: 'replicated', replicas: read.whole('replicas', values.replicas) },
    command: read.words('command', values.command),
    args: read.words('args', values.args),
    env: values.env,
    labels: read.pairs('labels', values.labels),
    containerLabels: read.pairs('containerLabels', values.containerLabels),
    ports: values.ports.map((port, index) => ({
      ...port,
      published: port.published === '' ? null : read.whole(`ports.${index}.published`, port.published),
      target: read.whole(`ports.${index}.target`, port.target),
    })),
    mounts: values.mounts.map((mount, index) => mountDraft(mount, index, read)),
    networks: values.networks,
    constraints: values.constraints,
    maxPerNode: values.mode === 'global' ? 0 : read.whole('maxPerNode', values.maxPerNode),
    limits: {
      nanoCpus: read.cpus('limits.cpus', values.limits.cpus),
      memoryBytes: read.bytes('limits.memory', values.limits.memory),
    },
    reservations: {
      nanoCpus: read.cpus('reservations.cpus', values.reservations.cpus),
      memoryBytes: read.bytes('reservations.memory', values.reservations.memory),
    },
    restart: values.restart.set
      ? {
          condition: values.restart.condition,
          delayNs: read.duration('restart.delay', values.restart.delay),
          maxAttempts: read.whole('restart.maxAttempts', values.restart.maxAttempts),
        }
      : null,
    update: values.update.set ? policyDraft('update', values.update, read) : null,
    rollback: values.rollback.set ? policyDraft('rollback', values.rollback, read) : null,
    healthcheck: healthDraft(values.healthcheck, read),
    withRegistryAuth: values.withRegistryAuth,
  }
  const parsed = serviceDraft.safeParse(draft)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = formPath(issue.path)
      errors[field] ??= issue.message
    }
  }
  if (parsed.success && Object.keys(errors).length === 0) return { draft: parsed.data }
  return { errors }
}

type Reader = ReturnType<typeof reader>

function reader(errors: Record<string, string>) {
  const refuse = (field: string, reason: string) => {
    errors[field] ??= reason
    return Number.NaN
  }
  return {
    whole: (field: string, value: string | number) => {
      if (value === '') return refuse(field, 'Enter a whole number.')
      const number = Number(value)
      return Number.isInteger(number) ? number : refuse(field, 'Enter a whole number.')
    },
    duration: (field: string, value: string) =>
      parseDuration(value) ?? refuse(field, 'Enter a duration such as 10s or 1m30s.'),
    cpus: (field: string, value: string) =>
      value.trim() === '' ? null : (parseCpus(value) ?? refuse(field, 'Enter cores such as 0.5 or 2.')),
    bytes: (field: string, value: string) =>
      value.trim() === ''
        ? null
        : (parseBytes(value) ?? refuse(field, 'Enter a size such as 512MiB or 2GiB.')),
    percent: (field: string, value: string | number) => {
      const number = value === '' ? Number.NaN : Number(value)
      return number >= 0 && number <= 100 ? number / 100 : refuse(field, 'Enter a share between 0 and 100 %.')
    },
    words: (field: string, value: string) => {
      const result = shellWords(value)
      if ('words' in result) return result.words
      refuse(field, result.problem)
      return []
    },
    pairs: (field: string, entries: readonly { readonly key: string; readonly value: string }[]) => {
      const seen = new Set<string>()
      for (const [index, { key }] of entries.entries()) {
        if (key.trim() === '') refuse(`${field}.${index}.key`, 'Enter a key.')
        else if (/[\s=]/.test(key.trim())) refuse(`${field}.${index}.key`, 'A key has no spaces and no =.')
        else if (seen.has(key.trim())) refuse(`${field}.${index}.key`, `${key.trim()} is there twice.`)
        seen.add(key.trim())
      }
      return Object.fromEntries(entries.map(({ key, value }) => [key.trim(), value]))
    },
  }
}

function mountDraft(mount: MountValues, index: number, read: Reader) {
  if (mount.type === 'tmpfs') {
    return {
      type: mount.type,
      target: mount.target,
      sizeBytes: read.bytes(`mounts.${index}.size`, mount.size),
    }
  }
  return { type: mount.type, source: mount.source, target: mount.target, readOnly: mount.readOnly }
}

function policyDraft(field: string, values: PolicyValues, read: Reader) {
  return {
    parallelism: read.whole(`${field}.parallelism`, values.parallelism),
    delayNs: read.duration(`${field}.delay`, values.delay),
    order: values.order,
    onFailure: values.onFailure,
    monitorNs: read.duration(`${field}.monitor`, values.monitor),
    maxFailureRatio: read.percent(`${field}.maxFailure`, values.maxFailure),
  }
}

function healthDraft(values: FormValues['healthcheck'], read: Reader) {
  if (values.kind === 'image') return null
  if (values.kind === 'none') return { kind: 'none' }
  return {
    kind: 'command',
    command: values.command,
    intervalNs: read.duration('healthcheck.interval', values.interval),
    timeoutNs: read.duration('healthcheck.timeout', values.timeout),
    startPeriodNs: read.duration('healthcheck.startPeriod', values.startPeriod),
    retries: read.whole('healthcheck.retries', values.retries),
  }
}

/** The draft's path of a field as the form's: they differ where the form takes text with units. */
const renamed: Readonly<Record<string, string>> = {
  'mode.replicas': 'replicas',
  nanoCpus: 'cpus',
  memoryBytes: 'memory',
  sizeBytes: 'size',
  delayNs: 'delay',
  monitorNs: 'monitor',
  intervalNs: 'interval',
  timeoutNs: 'timeout',
  startPeriodNs: 'startPeriod',
  maxFailureRatio: 'maxFailure',
}

function formPath(path: readonly PropertyKey[]): string {
  const whole = path.map(String).join('.')
  return renamed[whole] ?? path.map((part) => renamed[String(part)] ?? String(part)).join('.')
}
