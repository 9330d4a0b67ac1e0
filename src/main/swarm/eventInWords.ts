// What a swarm event says, as one clause that follows the actor's name, and how it is toned.
import { assertNever } from '../../shared/errors.ts'
import type { SwarmEvent } from '../../shared/model/cluster.ts'

type Words = Pick<SwarmEvent, 'text' | 'tone'>
type Attributes = Readonly<Record<string, string>>

/** @param attributes Actor.Attributes; what changed stands there as `key.old` and `key.new` */
export function eventInWords(type: SwarmEvent['type'], action: string, attributes: Attributes): Words {
  switch (type) {
    case 'service':
      return serviceWords(action, attributes)
    case 'node':
      return nodeWords(action, attributes)
    case 'secret':
    case 'config':
    case 'network':
    case 'other':
      return plainWords(action)
    default:
      return assertNever(type)
  }
}

function serviceWords(action: string, attributes: Attributes): Words {
  if (action !== 'update') return plainWords(action)
  const parts: Words[] = []
  const state = attributes['updatestate.new']
  if (state !== undefined) parts.push(updateWords(state))
  const replicas = attributes['replicas.new']
  if (replicas !== undefined) {
    const before = attributes['replicas.old']
    parts.push({
      text: `scaled ${before === undefined ? '' : `from ${before} `}to ${replicas}`,
      tone: 'busy',
    })
  }
  const image = attributes['image.new']
  if (image !== undefined) parts.push({ text: `image set to ${withoutDigest(image)}`, tone: 'busy' })
  return joined(parts, { text: 'updated', tone: 'busy' })
}

function updateWords(state: string): Words {
  switch (state) {
    case 'updating':
      return { text: 'update started', tone: 'busy' }
    case 'completed':
      return { text: 'update completed', tone: 'ok' }
    case 'paused':
      return { text: 'update paused', tone: 'warn' }
    case 'rollback_started':
      return { text: 'rollback started', tone: 'warn' }
    case 'rollback_paused':
      return { text: 'rollback paused', tone: 'bad' }
    case 'rollback_completed':
      return { text: 'rolled back', tone: 'ok' }
    default:
      return { text: `update ${state.replaceAll('_', ' ')}`, tone: 'idle' }
  }
}

function nodeWords(action: string, attributes: Attributes): Words {
  if (action === 'create') return { text: 'joined', tone: 'ok' }
  if (action === 'remove') return { text: 'removed from the swarm', tone: 'idle' }
  if (action !== 'update') return plainWords(action)
  const parts: Words[] = []
  switch (attributes['availability.new']) {
    case undefined:
      break
    case 'drain':
      parts.push({ text: 'set to drain', tone: 'hold' })
      break
    case 'pause':
      parts.push({ text: 'paused for new tasks', tone: 'hold' })
      break
    case 'active':
      parts.push({ text: 'set to active', tone: 'ok' })
      break
    default:
      parts.push({ text: `set to ${attributes['availability.new']}`, tone: 'idle' })
  }
  const state = attributes['state.new']
  if (state === 'ready') parts.push({ text: 'is ready', tone: 'ok' })
  else if (state === 'down') parts.push({ text: 'is down', tone: 'bad' })
  else if (state === 'disconnected') parts.push({ text: 'is disconnected', tone: 'warn' })
  else if (state !== undefined) parts.push({ text: `is ${state}`, tone: 'idle' })
  const role = attributes['role.new']
  if (role === 'manager') parts.push({ text: 'promoted to manager', tone: 'busy' })
  else if (role === 'worker') parts.push({ text: 'demoted to worker', tone: 'busy' })
  const reachability = attributes['reachability.new']
  if (reachability === 'reachable') parts.push({ text: 'is reachable as manager', tone: 'ok' })
  else if (reachability === 'unreachable') parts.push({ text: 'is out of reach as manager', tone: 'bad' })
  const leader = attributes['leader.new']
  if (leader === 'true') parts.push({ text: 'became the leader', tone: 'busy' })
  else if (leader === 'false') parts.push({ text: 'is no longer the leader', tone: 'idle' })
  return joined(parts, { text: 'updated', tone: 'idle' })
}

function plainWords(action: string): Words {
  switch (action) {
    case 'create':
      return { text: 'created', tone: 'ok' }
    case 'update':
      return { text: 'updated', tone: 'idle' }
    case 'remove':
    case 'destroy':
      return { text: 'removed', tone: 'idle' }
    default:
      return { text: action, tone: 'idle' }
  }
}

/** Several changes in one event read as one clause, toned by the most serious. */
function joined(parts: readonly Words[], none: Words): Words {
  if (parts.length === 0) return none
  const order: ReadonlyArray<Words['tone']> = ['bad', 'warn', 'hold', 'busy', 'ok', 'done', 'idle']
  const tone = order.find((each) => parts.some((part) => part.tone === each)) ?? none.tone
  return { text: parts.map((part) => part.text).join(', '), tone }
}

const withoutDigest = (image: string): string => image.replace(/@sha256:[0-9a-f]+$/, '')
