// What the palette offers for what is typed: objects of every connected cluster, and what can be done with them. Pure.
import type { ActionInput } from '../../../shared/model/action.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { nodeStatus, serviceStatus, type Status } from '../../ui/status.ts'

/** What choosing an entry does. */
export type PaletteDeed =
  | { readonly kind: 'open'; readonly to: string }
  | { readonly kind: 'act'; readonly connectionId: string; readonly action: ActionInput }
  | { readonly kind: 'command'; readonly command: PaletteCommand }

export type PaletteCommand = 'demo' | 'add' | 'schemeAuto' | 'schemeLight' | 'schemeDark'

export interface PaletteEntry {
  readonly id: string
  readonly group: string
  readonly label: string
  /** Where it is. */
  readonly note: string
  readonly status: Status | null
  readonly deed: PaletteDeed
}

export type PalettePicture = Pick<
  ClusterPicture,
  'connection' | 'nodes' | 'services' | 'networks' | 'tasksByNode' | 'problem'
>

/** Enough to choose from, few enough to read. */
const mostOfAGroup = 8

const doing = 'Do'

/**
 * @param typed words; a first word that begins a verb (`sca shop`) offers actions on what the rest finds
 * @param at the cluster at hand: its objects come first
 */
export function paletteEntries(
  pictures: readonly PalettePicture[],
  connections: readonly Connection[],
  typed: string,
  at: string | null,
): readonly PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const ordered = [...pictures].sort((a, b) => rank(a.connection, at) - rank(b.connection, at))
  const groups = new Map<string, PaletteEntry[]>()
  const offer = (entry: PaletteEntry) => {
    const group = groups.get(entry.group) ?? []
    if (group.length < mostOfAGroup) group.push(entry)
    groups.set(entry.group, group)
  }
  const [verb = '', ...rest] = words
  if (verb.length >= 2) for (const picture of ordered) offerActions(picture, verb, rest, offer)
  for (const each of [...commands, ...clusterEntries(connections), ...placeEntries(ordered, at)]) {
    if (fits(words, each.label)) offer(each)
  }
  if (words.length > 0) for (const picture of ordered) offerObjects(picture, words, offer)
  return order.flatMap((group) => groups.get(group) ?? [])
}

/** A service by its exact name before what merely holds it; actions before places. */
const order: readonly string[] = [
  doing,
  'Services',
  'Nodes',
  'Stacks',
  'Networks',
  'Places',
  'Clusters',
  'Swarmdeck',
]

const rank = (connection: Connection, at: string | null): number => (connection.id === at ? 0 : 1)

const fits = (words: readonly string[], text: string): boolean => {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

function offerObjects(
  picture: PalettePicture,
  words: readonly string[],
  offer: (entry: PaletteEntry) => void,
): void {
  const { connection, services, nodes, networks, tasksByNode } = picture
  const note = connection.name
  const entry = (group: string, label: string, to: string, status: Status | null): PaletteEntry => ({
    id: to,
    group,
    label,
    note,
    status,
    deed: { kind: 'open', to },
  })
  for (const service of best(services, words)) {
    offer(
      entry(
        'Services',
        service.name,
        address.service(connection.id, service.name),
        serviceStatus(service).status,
      ),
    )
  }
  for (const node of nodes) {
    if (!fits(words, `${node.hostname} ${node.address}`)) continue
    const { status } = nodeStatus(node, tasksByNode.get(node.id)?.length ?? 0)
    offer(entry('Nodes', node.hostname, address.node(connection.id, node.id), status))
  }
  for (const stack of new Set(services.flatMap((each) => each.stack ?? []))) {
    if (fits(words, stack)) offer(entry('Stacks', stack, address.stack(connection.id, stack), null))
  }
  for (const network of networks) {
    if (!fits(words, network.name)) continue
    const to = `${address.networks(connection.id)}?filter=${encodeURIComponent(network.name)}`
    offer({ ...entry('Networks', network.name, to, null), id: `${connection.id}${network.id}` })
  }
}

/** Those whose name is or begins with what is typed come first. */
function best<T extends { readonly name: string }>(
  things: readonly T[],
  words: readonly string[],
): readonly T[] {
  const typed = words.join(' ')
  return things
    .filter((each) => fits(words, each.name))
    .sort((a, b) => nearness(a.name, typed) - nearness(b.name, typed))
}
const nearness = (name: string, typed: string): number =>
  name.toLowerCase() === typed ? 0 : name.toLowerCase().startsWith(typed) ? 1 : 2

function offerActions(
  { connection, services, nodes, problem }: PalettePicture,
  verb: string,
  rest: readonly string[],
  offer: (entry: PaletteEntry) => void,
): void {
  if (connection.readOnly || problem !== null) return
  const say = (word: string, name: string, action: ActionInput, suffix = ''): PaletteEntry => ({
    id: `${word} ${connection.id} ${name}`,
    group: doing,
    label: `${word} ${name}${suffix}`,
    note: connection.name,
    status: null,
    deed: { kind: 'act', connectionId: connection.id, action },
  })
  const begins = (word: string): boolean => word.toLowerCase().startsWith(verb)
  for (const service of best(services, rest)) {
    const { name, mode, image, canRollBack } = service
    if (begins('Scale') && mode.kind === 'replicated') {
      const { replicas } = mode
      offer(say('Scale', name, { kind: 'service.scale', service: name, replicas, from: replicas }, '…'))
    }
    if (begins('Restart')) offer(say('Restart', name, { kind: 'service.restart', service: name }, '…'))
    if (begins('Update')) {
      offer(
        say(
          'Update',
          name,
          { kind: 'service.image', service: name, image, from: image },
          ' to another image…',
        ),
      )
    }
    if (begins('Roll') && canRollBack) {
      offer(say('Roll back', name, { kind: 'service.rollback', service: name }, '…'))
    }
    if (begins('Remove')) offer(say('Remove', name, { kind: 'service.remove', service: name }, '…'))
  }
  for (const { id, hostname, availability: from } of nodes) {
    if (!fits(rest, hostname)) continue
    const change = (word: string, availability: 'active' | 'pause' | 'drain') => {
      if (begins(word) && from !== availability) {
        offer(say(word, hostname, { kind: 'node.availability', node: id, availability, from }, '…'))
      }
    }
    change('Drain', 'drain')
    change('Pause', 'pause')
    change('Activate', 'active')
  }
}

function clusterEntries(connections: readonly Connection[]): readonly PaletteEntry[] {
  return connections.map((connection) => ({
    id: `cluster ${connection.id}`,
    group: 'Clusters',
    label: connection.name,
    note: connection.demo ? 'Demo' : connection.address,
    status: null,
    deed: { kind: 'open', to: address.overview(connection.id) },
  }))
}

function placeEntries(pictures: readonly PalettePicture[], at: string | null): readonly PaletteEntry[] {
  const here = pictures.find((each) => each.connection.id === at)
  if (here === undefined) return []
  const { id, name, readOnly } = here.connection
  const place = (label: string, to: string): PaletteEntry => ({
    id: `place ${to}`,
    group: 'Places',
    label,
    note: name,
    status: null,
    deed: { kind: 'open', to },
  })
  return [
    place('Overview', address.overview(id)),
    place('Nodes', address.nodes(id)),
    place('Services', address.services(id)),
    ...(readOnly ? [] : [place('Create a service', address.newService(id))]),
    place('Stacks', address.stacks(id)),
    place('Networks', address.networks(id)),
    place('Activity', address.activity(id)),
  ]
}

const command = (label: string, note: string, deed: PaletteDeed): PaletteEntry => ({
  id: label,
  group: 'Swarmdeck',
  label,
  note,
  status: null,
  deed,
})
const commands: readonly PaletteEntry[] = [
  command('Your clusters', 'Open', { kind: 'open', to: address.welcome }),
  command('Add a cluster by address…', '', { kind: 'command', command: 'add' }),
  command('Open the demo swarm', '', { kind: 'command', command: 'demo' }),
  command('Settings', 'Open', { kind: 'open', to: address.settings }),
  command('Colour scheme: system', '', { kind: 'command', command: 'schemeAuto' }),
  command('Colour scheme: light', '', { kind: 'command', command: 'schemeLight' }),
  command('Colour scheme: dark', '', { kind: 'command', command: 'schemeDark' }),
]
