// A node's role and availability in words, and its actions.
import type { ActionInput } from '../../../shared/model/action.ts'
import type { Availability, SwarmNode } from '../../../shared/model/node.ts'

/** `Leader`, `Manager` or `Worker`. */
export const roleWord = (node: Pick<SwarmNode, 'role' | 'manager'>): 'Leader' | 'Manager' | 'Worker' =>
  node.manager?.leader === true ? 'Leader' : node.role === 'manager' ? 'Manager' : 'Worker'

const words: Readonly<Record<Availability, string>> = { active: 'Active', pause: 'Paused', drain: 'Drained' }
export const availabilityWord = (availability: Availability): string => words[availability]

/** The verb that brings a node to this availability. */
export const availabilityVerbs: Readonly<Record<Availability, string>> = {
  active: 'Activate',
  pause: 'Pause',
  drain: 'Drain',
}

/** Availabilities are told to a node by its id, because hostnames may repeat. */
export const availabilityOf = (node: SwarmNode, availability: Availability): ActionInput => ({
  kind: 'node.availability',
  node: node.id,
  availability,
  from: node.availability,
})

/** `disk=ssd, zone=a`; a label without a value is its key alone. */
export const labelList = (labels: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`))
