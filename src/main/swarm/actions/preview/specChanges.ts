// What differs between two specs of a service, in words.
import { isDeepStrictEqual } from 'node:util'
import { replicasOf, type RawSpec } from '../rawService.ts'
import { specFacts } from './specFacts.ts'

export interface SpecChange {
  readonly text: string
  readonly detail: string
}

/** From `now` to `then`: image, replicas and environment spelled out, the other settings by their names. */
export function specChanges(now: RawSpec, then: RawSpec): SpecChange[] {
  const before = specFacts(now)
  const after = specFacts(then)
  const replicas = [replicasOf(now), replicasOf(then)] as const
  const changes: SpecChange[] = []
  if (before.image !== after.image) {
    changes.push({
      text: `Image: ${withoutDigest(after.image)}`,
      detail: `from ${before.image} to ${after.image}`,
    })
  }
  if (replicas[0] !== replicas[1] && replicas[1] !== null) {
    changes.push({
      text: `Replicas: ${replicas[1]}`,
      detail: `from ${replicas[0] ?? 'another mode'} to ${replicas[1]}`,
    })
  }
  const env = envChanges(before.env, after.env)
  if (env.length > 0) {
    changes.push({
      text: env.length === 1 ? '1 variable changes.' : `${env.length} variables change.`,
      detail: env.join(', '),
    })
  }
  const others = otherChanges(now, then)
  if (others.length > 0) changes.push({ text: `Also changes: ${others.join(', ')}.`, detail: '' })
  return changes
}

/** Only names: values may be secrets, and a preview is shown on the screen. */
function envChanges(before: readonly string[], after: readonly string[]): string[] {
  const was = byName(before)
  const will = byName(after)
  return [
    ...[...will].filter(([name]) => !was.has(name)).map(([name]) => `${name} appears`),
    ...[...will]
      .filter(([name, value]) => was.has(name) && was.get(name) !== value)
      .map(([name]) => `${name} changes`),
    ...[...was].filter(([name]) => !will.has(name)).map(([name]) => `${name} goes`),
  ]
}

const byName = (env: readonly string[]): Map<string, string> =>
  new Map(
    env.map((line) => {
      const equals = line.indexOf('=')
      return equals === -1 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)]
    }),
  )

function otherChanges(now: RawSpec, then: RawSpec): string[] {
  const parts: ReadonlyArray<readonly [string, (spec: RawSpec) => unknown]> = [
    ['labels', (spec) => spec['Labels'] ?? {}],
    ['container settings', (spec) => without(spec.TaskTemplate.ContainerSpec ?? {}, ['Image', 'Env'])],
    ['resources', (spec) => spec.TaskTemplate['Resources'] ?? {}],
    ['restart policy', (spec) => spec.TaskTemplate['RestartPolicy'] ?? {}],
    ['placement', (spec) => without(spec.TaskTemplate.Placement ?? {}, ['Platforms'])],
    ['networks', (spec) => spec.TaskTemplate['Networks'] ?? []],
    ['update policy', (spec) => spec.UpdateConfig ?? {}],
    ['rollback policy', (spec) => spec['RollbackConfig'] ?? {}],
    ['ports', (spec) => spec['EndpointSpec'] ?? {}],
  ]
  return parts.filter(([, part]) => !isDeepStrictEqual(part(now), part(then))).map(([name]) => name)
}

const without = (
  record: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)))

const withoutDigest = (image: string): string => image.replace(/@sha256:[0-9a-f]+$/, '')
