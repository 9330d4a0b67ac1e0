// What removing a service would do.
import type { ActionPreview } from '../../../../shared/model/action.ts'
import { consequence, counted, listed, liveTasks, placed, portsInWords, type ServiceScene } from './scene.ts'
import { specFacts } from './specFacts.ts'

export function removePreview(scene: ServiceScene): Omit<ActionPreview, 'commands' | 'asOf'> {
  const { service, tasks, nodes, raw } = scene
  const live = liveTasks(tasks)
  const ports = portsInWords(service.ports)
  const volumes = [...new Set(specFacts(raw.Spec).volumes)]
  const places = listed(
    live.map((task) => placed(task, nodes)),
    6,
  )
  return {
    title: `Remove ${service.name}?`,
    intro: 'The service and its settings go for good.',
    consequences: [
      live.length === 0
        ? consequence('idle', 'No task runs.')
        : consequence(
            'bad',
            `${counted(live.length, 'task')} ${live.length === 1 ? 'stops' : 'stop'}.`,
            places,
          ),
      ...(ports.length === 0
        ? []
        : [
            consequence(
              'bad',
              `${ports.length === 1 ? 'Port' : 'Ports'} ${listed(ports)} ${ports.length === 1 ? 'closes' : 'close'}.`,
              'Nobody answers there any more.',
            ),
          ]),
      consequence('bad', 'Its earlier version goes too.', 'There is no roll back after that.'),
      ...(service.stack === null
        ? []
        : [
            consequence(
              'warn',
              `It belongs to stack ${service.stack}.`,
              'The next deploy of that stack creates it again if its file still names it.',
            ),
          ]),
      volumes.length === 0
        ? consequence('ok', 'Networks, secrets and configs stay.')
        : consequence(
            'ok',
            `Its ${volumes.length === 1 ? 'volume' : 'volumes'} ${listed(volumes)} ${volumes.length === 1 ? 'stays' : 'stay'}, with the data.`,
            'Networks, secrets and configs stay too.',
          ),
    ],
    confirm: `Remove ${service.name}`,
    destructive: true,
    typedName: service.name,
    note: 'Cannot be undone.',
  }
}
