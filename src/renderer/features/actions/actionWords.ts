// The words of actions before main has answered with the preview, and for several at once.
import { formatList } from '../../ui/format.ts'
import type { ActionInput, ActionKind, ActionPreview } from '../../../shared/model/action.ts'

const verbs: Readonly<Record<ActionKind, string>> = {
  'service.scale': 'Scale',
  'service.image': 'Change image of',
  'service.restart': 'Restart',
  'service.rollback': 'Roll back',
  'service.remove': 'Remove',
  'service.create': 'Create',
  'node.availability': 'Change availability of',
  'node.labels': 'Change labels of',
}

const nouns: Readonly<Record<ActionKind, string>> = {
  'service.scale': 'service',
  'service.image': 'service',
  'service.restart': 'service',
  'service.rollback': 'service',
  'service.remove': 'service',
  'service.create': 'service',
  'node.availability': 'node',
  'node.labels': 'node',
}

/** The name or id an action is about, as it was given. */
export function targetOf(action: ActionInput): string {
  if ('service' in action) return action.service
  if ('node' in action) return action.node
  return action.draft.name
}

/** As in `Restart shop_api` or `Restart 3 services`; main's preview replaces it for one. */
export function provisionalTitle(actions: readonly [ActionInput, ...ActionInput[]]): string {
  const [first] = actions
  return `${verbs[first.kind]} ${actions.length === 1 ? targetOf(first) : groupName(actions)}`
}

/** As in `3 services`. */
export const groupName = (actions: readonly [ActionInput, ...ActionInput[]]): string =>
  `${actions.length} ${nouns[actions[0].kind]}s`

/** As in `Restart 3 services`: the button for several. */
export const groupVerb = (actions: readonly [ActionInput, ...ActionInput[]]): string =>
  `${verbs[actions[0].kind]} ${groupName(actions)}`

/** The previews of several actions as one: every consequence with the name it is about, every command. */
export function mergePreviews(
  actions: readonly [ActionInput, ...ActionInput[]],
  previews: readonly ActionPreview[],
): ActionPreview | null {
  const [first] = previews
  if (first === undefined || previews.length < actions.length) return null
  if (previews.length === 1) return first
  return {
    title: `${groupVerb(actions)}?`,
    intro: `${formatList(actions.map(targetOf))}.`,
    consequences: previews.flatMap((preview, index) =>
      preview.consequences.map((each) => ({
        ...each,
        text: withName(targetOf(actions[index] ?? actions[0]), each.text),
      })),
    ),
    commands: previews.flatMap((preview) => preview.commands),
    confirm: groupVerb(actions),
    destructive: previews.some((preview) => preview.destructive),
    typedName: previews.some((preview) => preview.typedName !== null) ? groupName(actions) : null,
    note: first.note,
    asOf: previews.map((preview) => preview.asOf).sort()[0] ?? first.asOf,
  }
}

const withName = (name: string, text: string): string => (text.includes(name) ? text : `${name}: ${text}`)
