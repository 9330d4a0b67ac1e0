// What creating a service would do, and what would stand in its way.
import type { ActionPreview, Consequence } from '../../../../shared/model/action.ts'
import type { ServiceDraft } from '../../../../shared/model/serviceSpec.ts'
import type { ClusterState } from '../../clusterState.ts'
import { familiarImage } from '../imageReference.ts'
import { fittingNodes } from './constraintMatch.ts'
import { consequence, counted, listed } from './scene.ts'

type Known = Pick<ClusterState, 'nodes' | 'services' | 'networks'>

export function createPreview(draft: ServiceDraft, known: Known): Omit<ActionPreview, 'commands' | 'asOf'> {
  return {
    title: `Create ${draft.name}?`,
    intro: '',
    consequences: [
      ...nameTaken(draft, known),
      start(draft, known),
      ...places(draft, known),
      ...portsTaken(draft, known),
      ...networksMissing(draft, known),
      consequence(
        'idle',
        `Image ${familiarImage(draft.image)}.`,
        'The tag is looked up once, so that every node runs the same image.',
      ),
    ],
    confirm: `Create ${draft.name}`,
    destructive: false,
    typedName: null,
    note: 'Can be undone with Remove.',
  }
}

function nameTaken(draft: ServiceDraft, { services }: Known): Consequence[] {
  const taken = [...services.values()].some(({ name }) => name === draft.name)
  return taken
    ? [
        consequence(
          'bad',
          `There is a service named ${draft.name} already.`,
          'The engine will refuse another one.',
        ),
      ]
    : []
}

function start(draft: ServiceDraft, { nodes }: Known): Consequence {
  if (draft.mode.kind === 'global') {
    const count = fittingNodes(nodes.values(), draft.constraints).length
    return consequence(
      'busy',
      `${counted(count, 'task')} ${count === 1 ? 'starts' : 'start'}, one on each node that fits.`,
    )
  }
  const { replicas } = draft.mode
  if (replicas === 0) return consequence('idle', 'No task starts until it is scaled up.')
  return consequence('busy', `${counted(replicas, 'task')} ${replicas === 1 ? 'starts' : 'start'}.`)
}

function places(draft: ServiceDraft, { nodes }: Known): Consequence[] {
  const fitting = fittingNodes(nodes.values(), draft.constraints)
  const rules = draft.constraints.length === 0 ? '' : ` (${listed(draft.constraints)})`
  if (fitting.length === 0) {
    return [
      consequence(
        'bad',
        `No node fits now${rules}.`,
        'Its tasks wait until one is ready, active and meets every constraint.',
      ),
    ]
  }
  const hostPort = draft.ports.some(({ mode, published }) => mode === 'host' && published !== null)
  const perNode = hostPort ? 1 : draft.maxPerNode
  const room = perNode * fitting.length
  if (draft.mode.kind === 'replicated' && perNode > 0 && draft.mode.replicas > room) {
    const why = hostPort
      ? 'A host-mode port can be taken once a node.'
      : `At most ${perNode} may run on a node.`
    return [consequence('warn', `Only ${room} of ${draft.mode.replicas} find a node${rules}.`, why)]
  }
  return [
    consequence(
      'ok',
      `${fitting.length} of ${counted(nodes.size, 'node')} may take them${rules}.`,
      listed(fitting.map(({ hostname }) => hostname)),
    ),
  ]
}

function portsTaken(draft: ServiceDraft, { services }: Known): Consequence[] {
  return draft.ports.flatMap((port) => {
    if (port.published === null) return []
    const holder = [...services.values()].find(({ ports }) =>
      ports.some((other) => other.published === port.published && other.protocol === port.protocol),
    )
    if (holder === undefined) return []
    const what = `${port.published}/${port.protocol}`
    const both =
      port.mode === 'ingress' &&
      holder.ports.some(({ published, mode }) => published === port.published && mode === 'ingress')
    return [
      both
        ? consequence(
            'bad',
            `Port ${what} is published by ${holder.name} already.`,
            'The engine will refuse it.',
          )
        : consequence(
            'warn',
            `Port ${what} is used by ${holder.name} too.`,
            'On a node that runs both, the second finds it taken.',
          ),
    ]
  })
}

function networksMissing(draft: ServiceDraft, { networks }: Known): Consequence[] {
  return draft.networks
    .filter(
      (wanted) =>
        ![...networks.values()].some(
          ({ id, name, scope }) => (id === wanted || name === wanted) && scope === 'swarm',
        ),
    )
    .map((name) => consequence('bad', `There is no network ${name} in the swarm.`, 'Create it first.'))
}
