// What draining, pausing or activating a node would do.
import type { ActionPreview, Consequence } from '../../../../shared/model/action.ts'
import { assertNever } from '../../../../shared/errors.ts'
import type { SwarmNode } from '../../../../shared/model/node.ts'
import type { Service } from '../../../../shared/model/service.ts'
import type { Task } from '../../../../shared/model/task.ts'
import { movedMeanwhile } from '../changeService.ts'
import type { AvailabilityAction } from '../updateNode.ts'
import { fittingNodes } from './constraintMatch.ts'
import { consequence, counted, listed, liveTasks } from './scene.ts'
import type { SpecFacts } from './specFacts.ts'

export interface NodeScene {
  readonly node: SwarmNode
  /** All the engine remembers of this node. */
  readonly tasks: readonly Task[]
  readonly nodes: ReadonlyMap<string, SwarmNode>
  readonly services: ReadonlyMap<string, Service>
  /** All live tasks of the services that have one here, by service: whose host ports are taken where. */
  readonly peers: ReadonlyMap<string, readonly Task[]>
  readonly facts: ReadonlyMap<string, SpecFacts>
}

type Body = Omit<ActionPreview, 'commands' | 'asOf'>

/** Errors: `engine.conflict` where the availability is another than `from` by now. */
export function availabilityPreview(action: AvailabilityAction, scene: NodeScene): Body {
  const { node } = scene
  if (action.from !== undefined && action.from !== node.availability) {
    throw movedMeanwhile(`The availability of ${node.hostname}`, action.from, node.availability)
  }
  const verb = { drain: 'Drain', pause: 'Pause', active: 'Activate' }[action.availability]
  return {
    title: `${verb} ${node.hostname}?`,
    intro: '',
    consequences:
      action.availability === node.availability
        ? [
            consequence(
              'idle',
              'Nothing changes.',
              `${node.hostname} is set to ${node.availability} already.`,
            ),
          ]
        : consequencesOf(action, scene),
    confirm: `${verb} ${node.hostname}`,
    destructive: action.availability === 'drain' && liveTasks(scene.tasks).length > 0,
    typedName: null,
    note:
      action.availability === 'drain'
        ? 'Can be undone with Activate; tasks that moved stay where they are.'
        : 'Can be undone at any time.',
  }
}

function consequencesOf(action: AvailabilityAction, scene: NodeScene): Consequence[] {
  const { node, tasks } = scene
  const live = liveTasks(tasks).length
  switch (action.availability) {
    case 'drain':
      return [...draining(scene), ...lastActive(scene), ...managerStays(node)]
    case 'pause':
      return [
        consequence('hold', `${node.hostname} takes no new tasks.`),
        live === 0
          ? consequence('idle', 'No task runs there.')
          : consequence(
              'ok',
              `Its ${counted(live, 'task')} ${live === 1 ? 'goes' : 'go'} on.`,
              'One that ends is replaced on another node.',
            ),
        ...lastActive(scene),
      ]
    case 'active':
      return [
        consequence('ok', `${node.hostname} takes new tasks.`, 'Global services that fit start there.'),
        consequence(
          'idle',
          'What moved away does not come back by itself.',
          'Restart a service to spread it again.',
        ),
      ]
    default:
      return assertNever(action.availability)
  }
}

function draining({ node, tasks, services, nodes, peers, facts }: NodeScene): Consequence[] {
  const live = liveTasks(tasks)
  if (live.length === 0)
    return [consequence('idle', 'No task runs there.'), consequence('hold', 'It takes no new ones.')]
  const here = Map.groupBy(live, ({ serviceId }) => serviceId)
  const isGlobal = (id: string): boolean => services.get(id)?.mode.kind.startsWith('global') ?? false
  const nameOf = (id: string): string => services.get(id)?.name ?? id
  const moving = [...here].filter(([id]) => !isGlobal(id))
  const stopping = [...here].filter(([id]) => isGlobal(id))
  const homeless = moving.filter(([id]) => placeFor(id) === 0).map(([id]) => id)
  const moved = moving.filter(([id]) => !homeless.includes(id))
  const movedCount = moved.reduce((sum, [, each]) => sum + each.length, 0)
  const stays = moved.flatMap(([id]) =>
    (facts.get(id)?.localVolumes ?? []).map((volume) => `${volume} of ${nameOf(id)}`),
  )
  return [
    ...(movedCount > 0
      ? [
          consequence(
            'hold',
            `${counted(movedCount, 'task')} ${movedCount === 1 ? 'moves' : 'move'}.`,
            inServices(moved),
          ),
        ]
      : []),
    ...homeless.map((id) => {
      const rules = facts.get(id)?.constraints ?? services.get(id)?.constraints ?? []
      const count = here.get(id)?.length ?? 0
      return consequence(
        'bad',
        `${nameOf(id)} has no other place for ${count === 1 ? 'its task' : `${count} tasks`}.`,
        whyHomeless(rules, id),
      )
    }),
    ...(stopping.length > 0
      ? [
          consequence(
            'hold',
            `${counted(stopping.length, 'global task')} ${stopping.length === 1 ? 'stops' : 'stop'} there.`,
            `${listed(stopping.map(([id]) => nameOf(id)))}: one runs on each node, so none moves.`,
          ),
        ]
      : []),
    ...(stays.length > 0
      ? [
          consequence(
            'warn',
            `Local volumes stay on ${node.hostname}.`,
            `${listed(stays)}: the task finds an empty one elsewhere.`,
          ),
        ]
      : []),
    consequence('hold', 'It takes no new ones until it is activated.'),
  ]

  function inServices(groups: ReadonlyArray<readonly [string, readonly Task[]]>): string {
    return listed(
      groups.map(([id, each]) => (each.length === 1 ? nameOf(id) : `${nameOf(id)} (${each.length})`)),
    )
  }

  /** How many other nodes could take a task of this service now. */
  function placeFor(id: string): number {
    const constraints = facts.get(id)?.constraints ?? services.get(id)?.constraints ?? []
    const others = fittingNodes(nodes.values(), constraints).filter((other) => other.id !== node.id)
    const perNode = takesHostPort(id) ? 1 : (facts.get(id)?.maxPerNode ?? 0)
    if (perNode === 0) return others.length
    const running = liveTasks(peers.get(id) ?? [])
    return others.filter((other) => running.filter(({ nodeId }) => nodeId === other.id).length < perNode)
      .length
  }
  function takesHostPort(id: string): boolean {
    return (
      services.get(id)?.ports.some(({ mode, published }) => mode === 'host' && published !== null) ?? false
    )
  }
  function whyHomeless(rules: readonly string[], id: string): string {
    const others = fittingNodes(nodes.values(), rules).filter((other) => other.id !== node.id)
    if (others.length > 0) {
      return takesHostPort(id)
        ? 'Every other node that fits runs one already, and its host-mode port can be taken once a node.'
        : 'Every other node that fits runs as many replicas as it may.'
    }
    return rules.length === 0
      ? 'No other node is ready and active.'
      : `No other node that is ready and active meets ${listed(rules)}.`
  }
}

function lastActive({ node, nodes }: NodeScene): Consequence[] {
  const others = [...nodes.values()].filter(
    (other) => other.id !== node.id && other.state === 'ready' && other.availability === 'active',
  )
  if (others.length > 1 || node.availability !== 'active') return []
  const [only] = others
  return only === undefined
    ? [
        consequence(
          'bad',
          `${node.hostname} is the last active node.`,
          'No task can be placed anywhere until a node is active again.',
        ),
      ]
    : [
        consequence(
          'warn',
          `Only ${only.hostname} stays active.`,
          'It takes everything; if it fails, nothing runs.',
        ),
      ]
}

function managerStays({ manager, hostname }: SwarmNode): Consequence[] {
  return manager === null
    ? []
    : [
        consequence(
          'ok',
          `${hostname} stays a manager.`,
          'A drain moves tasks only; the quorum is not touched.',
        ),
      ]
}
