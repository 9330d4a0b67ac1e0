// What changing a node's labels would do: which services may come, and which must go.
import type { ActionPreview, Consequence } from '../../../../shared/model/action.ts'
import { labelChanges } from '../../../../shared/commandLine.ts'
import type { SwarmNode } from '../../../../shared/model/node.ts'
import type { Service } from '../../../../shared/model/service.ts'
import { labelKeyOf, meetsConstraints } from './constraintMatch.ts'
import type { NodeScene } from './availabilityPreview.ts'
import { consequence, counted, listed, liveTasks } from './scene.ts'

/** @param after the labels the node would have */
export function labelsPreview(
  after: Readonly<Record<string, string>>,
  { node, tasks, services }: Pick<NodeScene, 'node' | 'tasks' | 'services'>,
): Omit<ActionPreview, 'commands' | 'asOf'> {
  const { added, changed, removed } = labelChanges(node.labels, after)
  const touched = new Set([...added, ...changed, ...removed])
  const effects = effectsOn({ ...node, labels: { ...after } })
  return {
    title: `Change the labels of ${node.hostname}?`,
    intro: '',
    consequences: [
      ...added.map((key) => consequence('ok', `Adds ${key}=${after[key] ?? ''}.`)),
      ...changed.map((key) =>
        consequence('busy', `Changes ${key} to ${after[key] ?? ''}.`, `from ${node.labels[key] ?? ''}`),
      ),
      ...removed.map((key) => consequence('hold', `Removes ${key}.`, `it was ${node.labels[key] ?? ''}`)),
      ...(touched.size === 0 ? [consequence('idle', 'Nothing changes.')] : effects),
    ],
    confirm: `Change labels of ${node.hostname}`,
    destructive: effects.some(({ tone }) => tone === 'bad'),
    typedName: null,
    note: touched.size === 0 ? null : 'Can be undone by setting the labels back.',
  }

  function effectsOn(next: SwarmNode): Consequence[] {
    const depending = [...services.values()].filter(({ constraints }) =>
      constraints.some((each) => touched.has(labelKeyOf(each) ?? '')),
    )
    if (depending.length === 0) return [consequence('ok', 'No service depends on these labels.')]
    return depending.map((service) => effectOn(service, next))
  }

  function effectOn(service: Service, next: SwarmNode): Consequence {
    const did = meetsConstraints(node, service.constraints)
    const will = meetsConstraints(next, service.constraints)
    const rules = listed(service.constraints)
    const here = liveTasks(tasks).filter(({ serviceId }) => serviceId === service.id).length
    if (did && !will && here > 0) {
      return consequence(
        'bad',
        `${service.name} leaves: ${counted(here, 'task')} ${here === 1 ? 'stops' : 'stop'} there.`,
        `${node.hostname} no longer meets ${rules}.`,
      )
    }
    if (did && !will)
      return consequence('warn', `${service.name} can no longer run there.`, `It asks for ${rules}.`)
    if (!did && will) {
      return service.mode.kind === 'global'
        ? consequence('busy', `${service.name} starts a task there.`, `${node.hostname} now meets ${rules}.`)
        : consequence(
            'ok',
            `${service.name} may run there.`,
            `${node.hostname} now meets ${rules}; what runs elsewhere stays.`,
          )
    }
    return consequence(
      'idle',
      `${service.name} asks for ${rules}.`,
      will ? 'It may run there as before.' : 'It cannot run there, as before.',
    )
  }
}
