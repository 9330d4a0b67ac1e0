// Keeps a picture true while the link holds: the engine's events say what to read again, and a steady turn reads what
// has no events. One turn at a time, and a slow engine makes the turns slower.
import type { Network } from '../../../shared/model/network.ts'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Engine } from '../../docker/engine.ts'
import { clusterInfo } from '../info.ts'
import { listNetworks } from '../networks.ts'
import { listNodes } from '../nodes.ts'
import { rawServices } from '../rawServices.ts'
import { normalizeService, serviceHead } from '../records/serviceRecord.ts'
import { listTasksOf } from '../tasksOf.ts'
import { keepSame } from './keepSame.ts'
import { withNetworks, withNodes, withServices, withTasks, type Picture } from './picture.ts'
import { isUnsettled, type TaskAgenda } from './taskAgenda.ts'

/** Milliseconds between two readings. Services hold the counts, so they come most often. */
const servicesEvery = 1_500
const nodesEvery = 4_000
const restEvery = 30_000

/** What a turn reads besides what is due anyway. */
export interface Wanted {
  services: boolean
  nodes: boolean
  rest: boolean
}

export class LiveReading {
  readonly #engine: Engine
  readonly #agenda: TaskAgenda
  readonly #marks: Map<string, string>
  #servicesAt = 0
  #nodesAt = 0
  #restAt = 0
  #wanted: Wanted = { services: false, nodes: false, rest: false }

  constructor(engine: Engine, agenda: TaskAgenda, marks: ReadonlyMap<string, string>, now: number) {
    this.#engine = engine
    this.#agenda = agenda
    this.#marks = new Map(marks)
    this.#servicesAt = this.#nodesAt = this.#restAt = now
  }

  want(wanted: Partial<Wanted>): void {
    this.#wanted = {
      services: this.#wanted.services || wanted.services === true,
      nodes: this.#wanted.nodes || wanted.nodes === true,
      rest: this.#wanted.rest || wanted.rest === true,
    }
  }

  /**
   * One turn: reads what is wanted and due, and gives the next picture through `apply`.
   * @param current the picture at this moment, which others may have replaced while a request was under way
   */
  async turn(current: () => Picture, apply: (next: Picture) => void, signal: AbortSignal): Promise<void> {
    const now = Date.now()
    const wanted = this.#wanted
    this.#wanted = { services: false, nodes: false, rest: false }
    const readNodes = wanted.nodes || now - this.#nodesAt >= nodesEvery
    const readServices = wanted.services || now - this.#servicesAt >= servicesEvery
    const readRest = wanted.rest || now - this.#restAt >= restEvery
    const [raw, nodes, networks, info] = await Promise.all([
      readServices ? rawServices(this.#engine, null, signal) : null,
      readNodes ? listNodes(this.#engine, signal) : null,
      readRest ? listNetworks(this.#engine, signal) : null,
      readRest ? clusterInfo(this.#engine, signal) : null,
    ])
    if (raw !== null) this.#servicesAt = now
    if (nodes !== null) this.#nodesAt = now
    if (networks !== null) this.#restAt = now
    let picture = current()
    if (nodes !== null) picture = this.#nodesRead(picture, nodes)
    if (raw !== null) picture = this.#servicesRead(picture, raw, now)
    if (networks !== null) picture = networksRead(picture, networks)
    if (info !== null) {
      picture = {
        ...picture,
        state: { ...picture.state, info: keepSame(picture.state.info ?? undefined, info) },
      }
    }
    apply(picture)
    await this.#readTasks(current, apply, signal)
  }

  #nodesRead(picture: Picture, nodes: readonly SwarmNode[]): Picture {
    const next = withNodes(picture, nodes)
    const now = Date.now()
    const moved = new Set<string>()
    for (const [id, node] of next.state.nodes) {
      const before = picture.state.nodes.get(id)
      if (before === undefined || before.state !== node.state || before.availability !== node.availability) {
        moved.add(id)
      }
    }
    if (moved.size > 0) this.touchNodes(next, moved, now)
    return next
  }

  /** A node comes or goes: its own tasks move, and what waited may find a place. */
  touchNodes(picture: Picture, nodes: ReadonlySet<string>, now: number): void {
    for (const task of picture.state.tasks.values()) {
      if (task.nodeId !== null && nodes.has(task.nodeId)) this.#agenda.touch(task.serviceId, now)
    }
    for (const service of picture.state.services.values()) {
      if (isUnsettled(service, picture.tasksOf.get(service.id) ?? [])) this.#agenda.touch(service.id, now)
    }
  }

  #servicesRead(picture: Picture, raw: readonly unknown[], now: number): Picture {
    const present = new Set<string>()
    const changed = raw.filter((each) => {
      const { id, mark } = serviceHead(each)
      present.add(id)
      if (this.#marks.get(id) === mark) return false
      this.#marks.set(id, mark)
      this.#agenda.touch(id, now)
      return true
    })
    for (const id of this.#marks.keys()) {
      if (present.has(id)) continue
      this.#marks.delete(id)
      this.#agenda.forget(id)
    }
    return withServices(picture, changed.map(normalizeService), present, now)
  }

  async #readTasks(
    current: () => Picture,
    apply: (next: Picture) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const before = current()
    const ids = this.#agenda.next(before.state.services, (id) => before.tasksOf.get(id) ?? [], Date.now())
    const services = ids.map((id) => before.state.services.get(id)).filter((each) => each !== undefined)
    if (services.length === 0) return
    const read = await listTasksOf(this.#engine, services, before.state.nodes, signal)
    const now = Date.now()
    const { picture, changed } = withTasks(current(), read, now)
    for (const id of read.keys()) this.#agenda.done(id, now, changed.has(id))
    apply(picture)
  }
}

const networksRead = (picture: Picture, networks: readonly Network[]): Picture =>
  withNetworks(picture, networks)
