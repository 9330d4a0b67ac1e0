// A service's spec as groups of labelled values, for reading. Only what is set is shown.
import { formatBytes, formatCores, formatNanoseconds, formatPlural } from '../../ui/format.ts'
import {
  serviceSpecRecord,
  type PolicyRecord,
  type ResourcesRecord,
  type ServiceSpecRecord,
} from './serviceSpecRecord.ts'

export interface Setting {
  readonly label: string
  /** One value in words, or a list of literal lines. */
  readonly value: string | readonly string[]
}
export interface SettingGroup {
  readonly title: string
  readonly settings: readonly Setting[]
}

/**
 * @param raw what `services.inspect` answered
 * @param nameOfNetwork the name of a network by its id (or the id itself)
 */
export function settingGroups(
  raw: unknown,
  nameOfNetwork: (target: string) => string,
): readonly SettingGroup[] {
  const record = serviceSpecRecord.parse(raw)
  const groups: readonly SettingGroup[] = [
    { title: 'Container', settings: containerSettings(record) },
    { title: 'Environment', settings: linesOf('Variables', container(record)?.Env) },
    { title: 'Storage, secrets and configs', settings: storageSettings(record) },
    { title: 'Health check', settings: healthSettings(record) },
    { title: 'Placement', settings: placementSettings(record) },
    { title: 'Resources', settings: resourceSettings(record) },
    { title: 'Networks and ports', settings: networkSettings(record, nameOfNetwork) },
    { title: 'Restart', settings: restartSettings(record) },
    { title: 'Update', settings: policySettings(record.Spec?.UpdateConfig) },
    { title: 'Rollback', settings: policySettings(record.Spec?.RollbackConfig) },
    { title: 'Labels', settings: labelSettings(record) },
    { title: 'Logging', settings: loggingSettings(record) },
  ]
  return groups.filter((group) => group.settings.length > 0)
}

const template = (record: ServiceSpecRecord) => record.Spec?.TaskTemplate
const container = (record: ServiceSpecRecord) => template(record)?.ContainerSpec

function containerSettings(record: ServiceSpecRecord): readonly Setting[] {
  const spec = container(record)
  return [
    ...linesOf('Image', spec?.Image ? [spec.Image] : []),
    ...linesOf('Command', spec?.Command),
    ...linesOf('Arguments', spec?.Args),
    ...wordsOf('Working directory', spec?.Dir),
    ...wordsOf('User', spec?.User),
    ...wordsOf('Groups', spec?.Groups?.join(', ')),
    ...wordsOf('Host name', spec?.Hostname),
    ...linesOf('Hosts', spec?.Hosts),
    ...wordsOf('Root file system', spec?.ReadOnly === true ? 'read-only' : undefined),
    ...wordsOf('Terminal', spec?.TTY === true ? 'yes' : undefined),
    ...wordsOf('Init process', spec?.Init === true ? 'yes' : undefined),
    ...wordsOf('Stop signal', spec?.StopSignal),
    ...timeOf('Stop grace period', spec?.StopGracePeriod),
    ...wordsOf('Capabilities added', spec?.CapabilityAdd?.join(', ')),
    ...wordsOf('Capabilities dropped', spec?.CapabilityDrop?.join(', ')),
    ...linesOf('Kernel parameters', pairs(spec?.Sysctls)),
  ]
}

function storageSettings(record: ServiceSpecRecord): readonly Setting[] {
  const spec = container(record)
  return [
    ...linesOf(
      'Mounts',
      spec?.Mounts?.map(
        (mount) =>
          `${mount.Type ?? 'volume'} ${mount.Source ? `${mount.Source} → ` : ''}${mount.Target ?? ''}${mount.ReadOnly === true ? ', read-only' : ''}`,
      ),
    ),
    ...linesOf(
      'Secrets',
      spec?.Secrets?.map((each) => fileOf(each.SecretName, each.File?.Name)),
    ),
    ...linesOf(
      'Configs',
      spec?.Configs?.map((each) => fileOf(each.ConfigName, each.File?.Name)),
    ),
  ]
}

function healthSettings(record: ServiceSpecRecord): readonly Setting[] {
  const check = container(record)?.Healthcheck
  if (check?.Test?.[0] === 'NONE') return [{ label: 'Check', value: 'turned off' }]
  return [
    ...linesOf('Check', check?.Test?.length ? [check.Test.join(' ')] : []),
    ...timeOf('Interval', check?.Interval),
    ...timeOf('Timeout', check?.Timeout),
    ...timeOf('Start period', check?.StartPeriod),
    ...wordsOf('Retries', check?.Retries ? String(check.Retries) : undefined),
  ]
}

function placementSettings(record: ServiceSpecRecord): readonly Setting[] {
  const placement = template(record)?.Placement
  return [
    ...linesOf('Constraints', placement?.Constraints),
    ...linesOf(
      'Spread over',
      placement?.Preferences?.flatMap((each) => each.Spread?.SpreadDescriptor ?? []),
    ),
    ...wordsOf('At most', placement?.MaxReplicas ? `${placement.MaxReplicas} per node` : undefined),
  ]
}

function resourceSettings(record: ServiceSpecRecord): readonly Setting[] {
  const resources = template(record)?.Resources
  return [
    ...wordsOf('Limits', resourceWords(resources?.Limits)),
    ...wordsOf('Reservations', resourceWords(resources?.Reservations)),
  ]
}

function resourceWords(resources: ResourcesRecord): string {
  return [
    resources?.NanoCPUs ? formatCores(resources.NanoCPUs) : '',
    resources?.MemoryBytes ? formatBytes(resources.MemoryBytes) : '',
    resources?.Pids ? formatPlural(resources.Pids, 'process', 'processes') : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function networkSettings(
  record: ServiceSpecRecord,
  nameOfNetwork: (target: string) => string,
): readonly Setting[] {
  return [
    ...linesOf(
      'Networks',
      template(record)?.Networks?.map((each) => {
        const aliases = each.Aliases?.length ? `, as ${each.Aliases.join(', ')}` : ''
        return `${nameOfNetwork(each.Target ?? '')}${aliases}`
      }),
    ),
    ...linesOf(
      'Ports',
      record.Endpoint?.Ports?.map(
        (port) =>
          `${port.PublishedPort ?? 'a free port'} → ${port.TargetPort ?? '?'}/${port.Protocol ?? 'tcp'}, ${port.PublishMode ?? 'ingress'}`,
      ),
    ),
    ...wordsOf('Endpoint', record.Spec?.EndpointSpec?.Mode),
    ...linesOf(
      'Virtual addresses',
      record.Endpoint?.VirtualIPs?.flatMap((each) =>
        each.Addr ? `${each.Addr} in ${nameOfNetwork(each.NetworkID ?? '')}` : [],
      ),
    ),
  ]
}

function restartSettings(record: ServiceSpecRecord): readonly Setting[] {
  const policy = template(record)?.RestartPolicy
  return [
    ...wordsOf('Condition', policy?.Condition),
    ...timeOf('Delay', policy?.Delay),
    ...wordsOf('Attempts', policy?.MaxAttempts ? `at most ${policy.MaxAttempts}` : undefined),
    ...timeOf('Window', policy?.Window),
  ]
}

function policySettings(policy: PolicyRecord): readonly Setting[] {
  if (!policy) return []
  return [
    { label: 'At once', value: policy.Parallelism ? formatPlural(policy.Parallelism, 'task') : 'all tasks' },
    ...timeOf('Delay between', policy.Delay),
    ...wordsOf('Order', policy.Order),
    ...wordsOf('On failure', policy.FailureAction),
    ...timeOf('Watch for', policy.Monitor),
    ...wordsOf(
      'Failures allowed',
      policy.MaxFailureRatio ? `${Math.round(policy.MaxFailureRatio * 100)} %` : undefined,
    ),
  ]
}

function labelSettings(record: ServiceSpecRecord): readonly Setting[] {
  return [
    ...linesOf('Service', pairs(record.Spec?.Labels)),
    ...linesOf('Container', pairs(container(record)?.Labels)),
  ]
}

function loggingSettings(record: ServiceSpecRecord): readonly Setting[] {
  const driver = template(record)?.LogDriver
  return [...wordsOf('Driver', driver?.Name), ...linesOf('Options', pairs(driver?.Options))]
}

const wordsOf = (label: string, value: string | null | undefined): readonly Setting[] =>
  value === null || value === undefined || value === '' ? [] : [{ label, value }]

const linesOf = (label: string, value: readonly string[] | null | undefined): readonly Setting[] =>
  value === null || value === undefined || value.length === 0 ? [] : [{ label, value }]

const timeOf = (label: string, nanoseconds: number | null | undefined): readonly Setting[] =>
  nanoseconds ? [{ label, value: formatNanoseconds(nanoseconds) }] : []

const pairs = (record: Readonly<Record<string, string>> | null | undefined): readonly string[] =>
  Object.entries(record ?? {}).map(([key, value]) => `${key}=${value}`)

const fileOf = (name: string | null | undefined, file: string | null | undefined): string =>
  `${name ?? '?'}${file ? ` → ${file}` : ''}`
