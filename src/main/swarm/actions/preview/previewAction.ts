// What an action would do, computed from the engine's present objects and the live picture; changes nothing.
import { commandLine } from '../../../../shared/commandLine.ts'
import { AppError, assertNever } from '../../../../shared/errors.ts'
import type { Action, ActionPreview } from '../../../../shared/model/action.ts'
import type { Engine } from '../../../docker/engine.ts'
import type { ClusterState } from '../../clusterState.ts'
import { getNode } from '../../nodes.ts'
import { rawServices } from '../../rawServices.ts'
import { normalizeService } from '../../records/serviceRecord.ts'
import { listNodeTasks } from '../../tasks.ts'
import { listTasksOf } from '../../tasksOf.ts'
import { readNode } from '../rawNode.ts'
import { readService } from '../rawService.ts'
import { mergedLabels } from '../updateNode.ts'
import { availabilityPreview, type NodeScene } from './availabilityPreview.ts'
import { createPreview } from './createPreview.ts'
import { labelsPreview } from './labelsPreview.ts'
import { removePreview } from './removePreview.ts'
import { scalePreview } from './scalePreview.ts'
import type { ServiceScene } from './scene.ts'
import { specFacts } from './specFacts.ts'
import { imagePreview, restartPreview, rollbackPreview } from './updatePreview.ts'

/** Errors: those the action itself would be refused with, as far as they can be told before. */
export async function previewAction(
  engine: Engine,
  state: ClusterState,
  action: Action,
  signal: AbortSignal,
): Promise<ActionPreview> {
  const asOf = new Date().toISOString()
  switch (action.kind) {
    case 'service.create':
      return { ...createPreview(action.draft, state), commands: commandLine(action), asOf }
    case 'node.availability': {
      const scene = await nodeScene(engine, state, action.node, signal)
      const commands = commandLine({ ...action, node: scene.node.hostname })
      return { ...availabilityPreview(action, scene), commands, asOf }
    }
    case 'node.labels': {
      const [raw, scene] = await Promise.all([
        readNode(engine, action.node, signal),
        nodeScene(engine, state, action.node, signal),
      ])
      const after = mergedLabels(raw, action)
      const { hostname, labels } = scene.node
      const commands = commandLine({ ...action, node: hostname, labels: { ...after }, from: labels })
      return { ...labelsPreview(after, scene), commands, asOf }
    }
    case 'service.scale':
    case 'service.image':
    case 'service.restart':
    case 'service.rollback':
    case 'service.remove': {
      const scene = await serviceScene(engine, state, action.service, signal)
      const commands = commandLine({ ...action, service: scene.service.name })
      return { ...servicePreview(action, scene), commands, asOf }
    }
    default:
      return assertNever(action)
  }
}

type ServiceAction = Exclude<Action, { kind: 'service.create' | 'node.availability' | 'node.labels' }>

function servicePreview(
  action: ServiceAction,
  scene: ServiceScene,
): Omit<ActionPreview, 'commands' | 'asOf'> {
  switch (action.kind) {
    case 'service.scale':
      return scalePreview(action, scene)
    case 'service.image':
      return imagePreview(action, scene)
    case 'service.restart':
      return restartPreview(scene)
    case 'service.rollback':
      return rollbackPreview(scene)
    case 'service.remove':
      return removePreview(scene)
    default:
      return assertNever(action)
  }
}

async function serviceScene(
  engine: Engine,
  state: ClusterState,
  reference: string,
  signal: AbortSignal,
): Promise<ServiceScene> {
  const raw = await readService(engine, reference, signal)
  const service = state.services.get(raw.ID) ?? normalizeService(raw)
  const tasks = await listTasksOf(engine, [service], state.nodes, signal)
  return { service, raw, tasks: tasks.get(service.id) ?? [], nodes: state.nodes, services: state.services }
}

async function nodeScene(
  engine: Engine,
  state: ClusterState,
  reference: string,
  signal: AbortSignal,
): Promise<NodeScene> {
  const node = await getNode(engine, reference, signal)
  const tasks = await listNodeTasks(engine, node.id, signal)
  const ids = [...new Set(tasks.map(({ serviceId }) => serviceId))]
  const raw = ids.length === 0 ? [] : await rawServices(engine, ids, signal)
  const concerned = raw.map(normalizeService)
  const peers = await listTasksOf(engine, concerned, state.nodes, signal)
  const facts = new Map(raw.map((each, index) => [concerned[index]?.id ?? '', specFacts(specIn(each))]))
  return { node, tasks, nodes: state.nodes, services: state.services, peers, facts }
}

function specIn(raw: unknown): unknown {
  if (typeof raw === 'object' && raw !== null && 'Spec' in raw) return raw.Spec
  throw new AppError('engine.failed', 'The engine’s answer about a service is not understood.')
}
