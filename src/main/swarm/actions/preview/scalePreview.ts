// What scaling a service would do.
import type { ActionPreview, Consequence } from '../../../../shared/model/action.ts'
import { formatBytes } from '../../../../shared/units.ts'
import { scaled, type ScaleAction } from '../scaleService.ts'
import { replicasOf } from '../rawService.ts'
import { fittingNodes } from './constraintMatch.ts'
import { consequence, counted, listed, liveTasks, placed, portsInWords, type ServiceScene } from './scene.ts'
import { specFacts } from './specFacts.ts'

type Body = Omit<ActionPreview, 'commands' | 'asOf'>

/** Errors: as scaling itself, `input.invalid` for what cannot be scaled, `engine.conflict` where `from` is old. */
export function scalePreview(action: ScaleAction, scene: ServiceScene): Body {
  scaled(scene.raw, action)
  const { name } = scene.service
  const now = replicasOf(scene.raw.Spec) ?? 0
  const { replicas } = action
  return {
    title: replicas === now ? `${name} runs ${now} already` : `Scale ${name} from ${now} to ${replicas}?`,
    intro: '',
    consequences:
      replicas === now
        ? [consequence('idle', 'Nothing changes.', `It is asked for ${counted(now, 'replica')} already.`)]
        : replicas > now
          ? growth(replicas - now, replicas, scene)
          : shrinking(now - replicas, replicas, scene),
    confirm: `Scale ${name} to ${replicas}`,
    destructive: replicas < now,
    typedName: null,
    note: replicas === now ? null : `Can be undone by scaling back to ${now}.`,
  }
}

function growth(more: number, replicas: number, { service, raw, nodes }: ServiceScene): Consequence[] {
  const facts = specFacts(raw.Spec)
  const fitting = fittingNodes(nodes.values(), facts.constraints)
  const { nanoCpus, memoryBytes } = facts.reservations
  const reserved = [
    ...(nanoCpus > 0 ? [counted((nanoCpus * more) / 1e9, 'core')] : []),
    ...(memoryBytes > 0 ? [formatBytes(memoryBytes * more)] : []),
  ]
  const asked =
    reserved.length === 0
      ? 'It reserves nothing, so the scheduler places them by count.'
      : `Together they reserve ${listed(reserved)} more; whether that is free shows when they are placed.`
  return [
    consequence('busy', `${counted(more, 'task')} more ${more === 1 ? 'starts' : 'start'}.`, asked),
    ...room(),
  ]

  function room(): Consequence[] {
    const rules = facts.constraints.length === 0 ? '' : ` (${listed(facts.constraints)})`
    if (fitting.length === 0) {
      return [
        consequence(
          'bad',
          'No node can take them now.',
          `None is ready, active and meets its constraints${rules}.`,
        ),
      ]
    }
    const hostPorts = service.ports.filter(({ mode, published }) => mode === 'host' && published !== null)
    const perNode = hostPorts.length > 0 ? 1 : facts.maxPerNode
    if (perNode > 0 && replicas > perNode * fitting.length) {
      const why =
        hostPorts.length > 0
          ? `Port ${listed(portsInWords(hostPorts))} can be taken once a node (host mode)`
          : `At most ${counted(perNode, 'replica')} may run on a node`
      const over = replicas - perNode * fitting.length
      return [
        consequence(
          'warn',
          `${counted(over, 'task')} will find no node.`,
          `${why}, and ${counted(fitting.length, 'node fits', 'nodes fit')}${rules}.`,
        ),
      ]
    }
    const which = `${fitting.length} of ${counted(nodes.size, 'node')} may take them`
    return [consequence('ok', `${which}${rules}.`, listed(fitting.map(({ hostname }) => hostname)))]
  }
}

function shrinking(fewer: number, replicas: number, { service, tasks, nodes }: ServiceScene): Consequence[] {
  const live = liveTasks(tasks)
  const ports = portsInWords(service.ports)
  const places = listed(
    live.map((task) => placed(task, nodes)),
    6,
  )
  if (replicas === 0) {
    return [
      consequence(
        'bad',
        'It serves nothing any more.',
        ports.length > 0 ? `Nobody answers on ${listed(ports)}.` : '',
      ),
      consequence(
        'hold',
        `All ${counted(live.length, 'task')} ${live.length === 1 ? 'stops' : 'stop'}.`,
        places,
      ),
      consequence('ok', 'Its settings, networks and volumes stay.'),
    ]
  }
  return [
    consequence(
      'hold',
      `${counted(fewer, 'task')} of ${live.length} ${fewer === 1 ? 'stops' : 'stop'}.`,
      `The swarm chooses: those that do not run first, then from the nodes that hold the most. Now: ${places}.`,
    ),
    consequence('ok', `${counted(replicas, 'task')} ${replicas === 1 ? 'goes' : 'go'} on.`),
  ]
}
