// The docker command line(s) an action amounts to, ready to paste into a POSIX shell. Pure, so that forms show it live.
import { createCommand } from './createCommand.ts'
import { assertNever } from './errors.ts'
import type { Action } from './model/action.ts'
import { shellLine } from './shellQuote.ts'

/**
 * The commands that do the same as `action`, one a line. Labels of a node are given as the difference to `from`;
 * without `from` every label is added and none removed.
 */
export function commandLine(action: Action): string[] {
  switch (action.kind) {
    case 'service.scale':
      return [shellLine(['docker', 'service', 'scale', `${action.service}=${action.replicas}`])]
    case 'service.image':
      return [
        shellLine([
          'docker',
          'service',
          'update',
          '--image',
          action.image,
          ...(action.withRegistryAuth ? ['--with-registry-auth'] : []),
          action.service,
        ]),
      ]
    case 'service.restart':
      return [shellLine(['docker', 'service', 'update', '--force', action.service])]
    case 'service.rollback':
      return [shellLine(['docker', 'service', 'rollback', action.service])]
    case 'service.remove':
      return [shellLine(['docker', 'service', 'rm', action.service])]
    case 'service.create':
      return [shellLine(createCommand(action.draft))]
    case 'node.availability':
      return [shellLine(['docker', 'node', 'update', '--availability', action.availability, action.node])]
    case 'node.labels': {
      const { added, changed, removed } = labelChanges(action.from ?? {}, action.labels)
      const flags = [
        ...[...added, ...changed].flatMap((key) => ['--label-add', `${key}=${action.labels[key] ?? ''}`]),
        ...removed.flatMap((key) => ['--label-rm', key]),
      ]
      return flags.length === 0 ? [] : [shellLine(['docker', 'node', 'update', ...flags, action.node])]
    }
    default:
      return assertNever(action)
  }
}

type Labels = Readonly<Record<string, string>>

/** Which keys differ between two sets of labels, each list in the order of the keys. */
export function labelChanges(
  from: Labels,
  to: Labels,
): { readonly added: string[]; readonly changed: string[]; readonly removed: string[] } {
  const has = (set: Labels, key: string): boolean => Object.hasOwn(set, key)
  return {
    added: Object.keys(to).filter((key) => !has(from, key)),
    changed: Object.keys(to).filter((key) => has(from, key) && from[key] !== to[key]),
    removed: Object.keys(from).filter((key) => !has(to, key)),
  }
}
