// An action in words: the operation's title, the clause for the audit log, and what it is about.
import { assertNever } from '../../shared/errors.ts'
import type { Action, Operation } from '../../shared/model/action.ts'

/** As in `Scaling web to 5`. References should be names by now. */
export function titleOf(action: Action): string {
  switch (action.kind) {
    case 'service.scale':
      return `Scaling ${action.service} to ${action.replicas}`
    case 'service.image':
      return `Updating ${action.service} to ${shortImage(action.image)}`
    case 'service.restart':
      return `Restarting ${action.service}`
    case 'service.rollback':
      return `Rolling back ${action.service}`
    case 'service.remove':
      return `Removing ${action.service}`
    case 'service.create':
      return `Creating ${action.draft.name}`
    case 'node.availability':
      return `${{ drain: 'Draining', pause: 'Pausing', active: 'Activating' }[action.availability]} ${action.node}`
    case 'node.labels':
      return `Labelling ${action.node}`
    default:
      return assertNever(action)
  }
}

/** As in `scale to 5 replicas`, for the audit log. */
export function clauseOf(action: Action): string {
  switch (action.kind) {
    case 'service.scale':
      return `scale to ${action.replicas} ${action.replicas === 1 ? 'replica' : 'replicas'}`
    case 'service.image':
      return `update to ${action.image}`
    case 'service.restart':
      return 'restart every task'
    case 'service.rollback':
      return 'roll back to the version before'
    case 'service.remove':
      return 'remove the service'
    case 'service.create':
      return `create from ${action.draft.image}`
    case 'node.availability':
      return `set to ${action.availability}`
    case 'node.labels':
      return 'change its labels'
    default:
      return assertNever(action)
  }
}

/** What an action is about, before the engine said more. */
export function targetOf(action: Action): Operation['target'] {
  switch (action.kind) {
    case 'service.create':
      return { kind: 'service', id: null, name: action.draft.name }
    case 'node.availability':
    case 'node.labels':
      return { kind: 'node', id: null, name: action.node }
    case 'service.scale':
    case 'service.image':
    case 'service.restart':
    case 'service.rollback':
    case 'service.remove':
      return { kind: 'service', id: null, name: action.service }
    default:
      return assertNever(action)
  }
}

/** The same without the values of variables: they are often secrets, and the audit log is kept. */
export function withoutValues(action: Action): Action {
  if (action.kind !== 'service.create') return action
  const env = action.draft.env.map(({ name }) => ({ name, value: '…' }))
  return { ...action, draft: { ...action.draft, env } }
}

/** The last part and the tag, without registry and digest: what tells two versions apart. */
const shortImage = (image: string): string => image.replace(/@.*$/, '').replace(/^.*\//, '')
