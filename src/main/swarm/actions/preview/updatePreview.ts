// What replacing a service's tasks would do: another image, a restart, a rollback.
import type { ActionPreview, Consequence } from '../../../../shared/model/action.ts'
import { AppError } from '../../../../shared/errors.ts'
import { movedMeanwhile } from '../changeService.ts'
import { familiarImage } from '../imageReference.ts'
import { imageOf, type RawSpec } from '../rawService.ts'
import { noEarlierSpec } from '../rollbackService.ts'
import type { ImageAction } from '../updateImage.ts'
import { consequence, counted, listed, liveTasks, portsInWords, type ServiceScene } from './scene.ts'
import { specChanges } from './specChanges.ts'
import { specFacts, type ChangePolicy } from './specFacts.ts'

type Body = Omit<ActionPreview, 'commands' | 'asOf'>

/** Errors: `engine.conflict` where the image is another than `from` by now. */
export function imagePreview(action: ImageAction, scene: ServiceScene): Body {
  const { name } = scene.service
  const now = imageOf(scene.raw.Spec)
  if (action.from !== undefined && action.from !== now)
    throw movedMeanwhile(`The image of ${name}`, action.from, now)
  const asked = familiarImage(action.image)
  const facts = specFacts(scene.raw.Spec)
  return {
    title: `Update ${name} to ${asked}?`,
    intro: '',
    consequences: [
      consequence(
        'idle',
        `Now it runs ${now}.`,
        'The tag is looked up once, so that every node runs the same image.',
      ),
      ...replacement(scene, facts.update),
      ...(action.withRegistryAuth
        ? [
            consequence(
              'idle',
              'This machine’s registry login is sent along.',
              'The nodes use it to pull the image.',
            ),
          ]
        : []),
    ],
    confirm: `Update ${name}`,
    destructive: false,
    typedName: null,
    note: 'Can be undone with Roll back.',
  }
}

export function restartPreview(scene: ServiceScene): Body {
  const { name } = scene.service
  return {
    title: `Restart ${name}?`,
    intro: 'Every task is replaced by a new one of the same image and settings.',
    consequences: replacement(scene, specFacts(scene.raw.Spec).update),
    confirm: `Restart ${name}`,
    destructive: false,
    typedName: null,
    note: null,
  }
}

/** Errors: `input.invalid` at `service` where there is nothing to go back to. */
export function rollbackPreview(scene: ServiceScene): Body {
  const { name } = scene.service
  const previous = scene.raw.PreviousSpec
  if (!previous) throw noEarlierSpec(name)
  const changes = specChanges(scene.raw.Spec, previous)
  return {
    title: `Roll ${name} back?`,
    intro: 'It goes back to the version before its last update, as the engine kept it.',
    consequences: [
      ...(changes.length === 0
        ? [consequence('idle', 'The version before asked for the same.')]
        : changes.map(({ text, detail }) => consequence('idle', text, detail))),
      ...replacement({ ...scene, raw: { ...scene.raw, Spec: previous } }, rollbackPolicy(scene.raw.Spec)),
    ],
    confirm: `Roll ${name} back`,
    destructive: false,
    typedName: null,
    note: 'Can be undone with Roll back once more.',
  }
}

const rollbackPolicy = (spec: RawSpec): ChangePolicy => specFacts(spec).rollback

/** How the tasks are replaced, one batch after the other. */
function replacement({ service, tasks }: ServiceScene, policy: ChangePolicy): Consequence[] {
  const count = liveTasks(tasks).length
  if (service.mode.kind === 'replicated-job' || service.mode.kind === 'global-job') {
    return [consequence('busy', 'The job runs again from the start.')]
  }
  if (count === 0) return [consequence('idle', 'No task runs, so none restarts.')]
  const step = policy.parallelism === 0 ? count : Math.min(policy.parallelism, count)
  const startFirst = policy.order === 'start-first'
  const pace =
    step === count ? (count === 1 ? '' : ', all at once') : `, ${step === 1 ? 'one' : step} at a time`
  const took = roughly(Math.ceil(count / step), policy)
  return [
    consequence(
      'busy',
      `${counted(count, 'task')} ${count === 1 ? 'restarts' : 'restart'}${pace}; ${took}.`,
      order(),
    ),
    ...(!startFirst && step === count
      ? [consequence('warn', 'It serves nothing in between.', gapDetail())]
      : []),
    onFailure(policy),
  ]

  function order(): string {
    return startFirst
      ? 'Each new task starts before the old one stops, so there must be room for both.'
      : 'Each old task stops before the new one starts.'
  }
  function gapDetail(): string {
    const ports = portsInWords(service.ports)
    const where = ports.length === 0 ? '' : ` on ${listed(ports)}`
    return `Every old task stops before the first new one runs; nobody answers${where} until then.`
  }
}

function onFailure({ onFailure: action }: ChangePolicy): Consequence {
  switch (action) {
    case 'pause':
      return consequence(
        'ok',
        'If new tasks fail, the update pauses.',
        'The tasks not yet replaced go on; you decide.',
      )
    case 'rollback':
      return consequence('ok', 'If new tasks fail, the engine rolls back by itself.')
    case 'continue':
      return consequence(
        'warn',
        'If new tasks fail, the update goes on all the same.',
        'Its failure action is continue.',
      )
    default:
      throw new AppError('internal', 'Unknown failure action.')
  }
}

/** A task takes some seconds to stop and start; what is known exactly are the pauses and the watching. */
const secondsPerStep = 8

function roughly(steps: number, { delayNs, monitorNs }: ChangePolicy): string {
  const seconds = steps * secondsPerStep + ((steps - 1) * delayNs + monitorNs) / 1e9
  if (seconds < 90) return `about ${Math.max(10, Math.round(seconds / 10) * 10)} s`
  if (seconds < 90 * 60) return `about ${Math.round(seconds / 60)} min`
  return `about ${Math.round(seconds / 3600)} h`
}
