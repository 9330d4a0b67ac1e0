// What the simulated swarm holds, indexed so that no answer has to walk all of it, and its event stream.
import type { Clock } from '../clock.ts'
import type { DemoNetwork, DemoNode, DemoSecret, DemoService, DemoTask } from '../objects.ts'
import { isPastRunning } from '../objects.ts'
import type { Random } from '../random.ts'

export interface SwarmEvent {
  readonly Type: string
  readonly Action: string
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> }
  readonly scope: string
  readonly time: number
  readonly timeNano: number
}

/** The engine replays no more than this many. */
const rememberedEvents = 256

export class Cluster {
  readonly id: string
  readonly createdAt: string
  readonly clock: Clock
  readonly random: Random
  readonly #nodes = new Map<string, DemoNode>()
  #nodeList: readonly DemoNode[] = []
  readonly services = new Map<string, DemoService>()
  readonly serviceIdByName = new Map<string, string>()
  readonly tasks = new Map<string, DemoTask>()
  readonly networks = new Map<string, DemoNetwork>()
  readonly secrets = new Map<string, DemoSecret>()
  readonly configs = new Map<string, DemoSecret>()
  readonly events: SwarmEvent[] = []
  /** Tasks that wait for a node. */
  readonly pending = new Set<DemoTask>()
  /** Called after each change of a task's state. Filled in by whoever runs the swarm. */
  onTaskChange: (task: DemoTask) => void = () => {}
  readonly #byService = new Map<string, Set<DemoTask>>()
  readonly #byNode = new Map<string, Set<DemoTask>>()
  readonly #bySlot = new Map<string, DemoTask[]>()
  readonly #listeners = new Set<(event: SwarmEvent) => void>()
  #index = 10

  constructor(clock: Clock, random: Random) {
    this.clock = clock
    this.random = random
    this.id = random.id()
    this.createdAt = clock.stamp(clock.now() - 40 * 86_400_000)
  }

  get nodes(): ReadonlyMap<string, DemoNode> {
    return this.#nodes
  }

  /** The same nodes by number, for whoever starts in the middle. */
  get nodeList(): readonly DemoNode[] {
    return this.#nodeList
  }

  addNodes(nodes: readonly DemoNode[]): void {
    for (const node of nodes) this.#nodes.set(node.ID, node)
    this.#nodeList = [...this.#nodes.values()]
  }

  removeNode(id: string): void {
    this.#nodes.delete(id)
    this.#nodeList = [...this.#nodes.values()]
  }

  /** The next value of the raft index: every change has its own. */
  nextIndex(): number {
    this.#index += 1
    return this.#index
  }

  touch(thing: DemoNode | DemoService): void {
    thing.Version = { Index: this.nextIndex() }
    thing.UpdatedAt = this.clock.stamp()
  }

  touchTask(task: DemoTask): void {
    task.version = this.nextIndex()
    task.updatedAt = this.clock.stamp()
  }

  tasksOf(serviceId: string): ReadonlySet<DemoTask> {
    return this.#byService.get(serviceId) ?? nothing
  }

  tasksOn(nodeId: string): ReadonlySet<DemoTask> {
    return this.#byNode.get(nodeId) ?? nothing
  }

  /** All attempts at one replica, oldest first. */
  attempts(serviceId: string, slotKey: string): readonly DemoTask[] {
    return this.#bySlot.get(`${serviceId}/${slotKey}`) ?? []
  }

  /** The attempts at one replica that are meant to run. */
  wanted(serviceId: string, slotKey: string): readonly DemoTask[] {
    return this.attempts(serviceId, slotKey).filter(isWanted)
  }

  addTask(task: DemoTask): void {
    this.tasks.set(task.id, task)
    entry(this.#byService, task.serviceId, () => new Set<DemoTask>()).add(task)
    entry(this.#bySlot, `${task.serviceId}/${task.slotKey}`, (): DemoTask[] => []).push(task)
    if (task.nodeId) entry(this.#byNode, task.nodeId, () => new Set<DemoTask>()).add(task)
  }

  assignTask(task: DemoTask, nodeId: string): void {
    task.nodeId = nodeId
    entry(this.#byNode, nodeId, () => new Set<DemoTask>()).add(task)
  }

  removeTask(task: DemoTask): void {
    this.clock.cancel(task.alarm)
    this.tasks.delete(task.id)
    this.pending.delete(task)
    drop(this.#byService, task.serviceId, task)
    if (task.nodeId) drop(this.#byNode, task.nodeId, task)
    const key = `${task.serviceId}/${task.slotKey}`
    const left = this.attempts(task.serviceId, task.slotKey).filter((other) => other !== task)
    if (left.length > 0) this.#bySlot.set(key, left)
    else this.#bySlot.delete(key)
  }

  /** `now`, milliseconds since 1970, is another time for what happened before the simulation began. */
  emit(
    type: string,
    action: string,
    id: string,
    attributes: Record<string, string>,
    now: number = this.clock.now(),
  ): void {
    const event: SwarmEvent = {
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: attributes },
      scope: 'swarm',
      time: Math.floor(now / 1000),
      timeNano: Math.floor(now) * 1_000_000,
    }
    this.events.push(event)
    if (this.events.length > rememberedEvents) this.events.shift()
    for (const listener of this.#listeners) listener(event)
  }

  onEvent(listener: (event: SwarmEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const nothing: ReadonlySet<DemoTask> = new Set()

/** Meant to run or to complete, whatever it does at present. */
export function isWanted(task: DemoTask): boolean {
  return !isPastRunning(task.desired) || (task.desired === 'complete' && !isPastRunning(task.state))
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function drop(index: Map<string, Set<DemoTask>>, key: string, task: DemoTask): void {
  const tasks = index.get(key)
  tasks?.delete(task)
  if (tasks?.size === 0) index.delete(key)
}
