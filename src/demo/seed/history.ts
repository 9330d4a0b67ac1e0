// What has happened in the demo swarm before anybody looks: past events, and the traces that they left on its objects.
import type { DemoSecret, DemoService } from '../objects.ts'
import { digestOf } from '../random.ts'
import { faceOf } from '../swarm/announce.ts'
import type { Cluster } from '../swarm/cluster.ts'

const minute = 60_000

/** Minutes before the simulation begins; it is looked at some minutes later. */
const rollouts = [
  { service: 'shop_web', ago: 15, took: 1, from: 'registry.example.com/shop/web:4.11.3' },
  { service: 'monitoring_grafana', ago: 290, took: 0.3, from: 'grafana/grafana:11.2.2' },
] as const
const scaling = { service: 'shop_api', ago: 47, from: 3 } as const
const made = [
  { kind: 'config', name: 'edge_traefik-dynamic', ago: 24 },
  { kind: 'secret', name: 'shop_webhook-key', ago: 1510 },
] as const
const labelled = { ago: 118 } as const
const paused = { ago: 214, took: 9 } as const

/** When the task of a slot must have been made to agree with this history, milliseconds since 1970; null where any time does. */
export function madeBecauseOf(cluster: Cluster, service: string, slot: number): number | null {
  const rollout = rollouts.find((each) => each.service === service)
  if (rollout) return before(cluster, rollout.ago) + slot * 5_000
  return service === scaling.service && slot > scaling.from ? before(cluster, scaling.ago) + 500 : null
}

/** Tells it all in order of time; what is not in this swarm has no history. */
export function seedHistory(cluster: Cluster): void {
  const told: Array<{ at: number; tell: (at: number) => void }> = []
  const tell = (
    ago: number,
    type: string,
    action: string,
    id: string,
    attributes: Record<string, string>,
  ): void => {
    const at = before(cluster, ago)
    told.push({ at, tell: () => cluster.emit(type, action, id, attributes, at) })
  }
  for (const { service: name, ago, took, from } of rollouts) {
    const service = serviceNamed(cluster, name)
    if (!service) continue
    const old = `${from}@${digestOf(from)}`
    leaveRollout(cluster, service, { image: old, ago, took })
    tell(ago, 'service', 'update', service.ID, {
      name,
      'image.new': faceOf(service).image,
      'image.old': old,
      'updatestate.new': 'updating',
    })
    tell(ago - took, 'service', 'update', service.ID, {
      name,
      'updatestate.new': 'completed',
      'updatestate.old': 'updating',
    })
  }
  const scaled = serviceNamed(cluster, scaling.service)
  if (scaled) {
    scaled.UpdatedAt = cluster.clock.stamp(before(cluster, scaling.ago))
    tell(scaling.ago, 'service', 'update', scaled.ID, {
      name: scaling.service,
      'replicas.new': String(faceOf(scaled).replicas),
      'replicas.old': String(scaling.from),
    })
  }
  for (const { kind, name, ago } of made) {
    const thing = madeAt(cluster, name, cluster.clock.stamp(before(cluster, ago)))
    ;(kind === 'config' ? cluster.configs : cluster.secrets).set(thing.ID, thing)
    tell(ago, kind, 'create', thing.ID, { name })
  }
  tellOfNodes(cluster, tell)
  for (const each of told.sort((a, b) => a.at - b.at)) each.tell(each.at)
}

type Tell = (
  ago: number,
  type: string,
  action: string,
  id: string,
  attributes: Record<string, string>,
) => void

function tellOfNodes(cluster: Cluster, tell: Tell): void {
  const last = cluster.nodeList.at(-1)
  if (last) {
    // The engine says of a label only that the node was updated.
    last.UpdatedAt = cluster.clock.stamp(before(cluster, labelled.ago))
    tell(labelled.ago, 'node', 'update', last.ID, { name: last.Description.Hostname })
  }
  const from = before(cluster, paused.ago)
  const until = before(cluster, paused.ago - paused.took)
  // A node that was paused has no task that began meanwhile.
  const rested = cluster.nodeList.find(
    (node) =>
      node !== last &&
      node.Spec.Role === 'worker' &&
      [...cluster.tasksOn(node.ID)].every(({ createdMs }) => createdMs < from || createdMs > until),
  )
  if (!rested) return
  const { Hostname: name } = rested.Description
  rested.UpdatedAt = cluster.clock.stamp(until)
  const change = (now: string, was: string) => ({ name, 'availability.new': now, 'availability.old': was })
  tell(paused.ago, 'node', 'update', rested.ID, change('pause', 'active'))
  tell(paused.ago - paused.took, 'node', 'update', rested.ID, change('active', 'pause'))
}

/** As an update leaves a service: its end, and the spec that a rollback goes back to. */
function leaveRollout(
  cluster: Cluster,
  service: DemoService,
  { image, ago, took }: { image: string; ago: number; took: number },
): void {
  const earlier = structuredClone(service.Spec)
  if (earlier.TaskTemplate.ContainerSpec) earlier.TaskTemplate.ContainerSpec.Image = image
  service.PreviousSpec = earlier
  service.UpdateStatus = {
    State: 'completed',
    StartedAt: cluster.clock.stamp(before(cluster, ago)),
    CompletedAt: cluster.clock.stamp(before(cluster, ago - took)),
    Message: 'update completed',
  }
  service.UpdatedAt = service.UpdateStatus.CompletedAt ?? service.UpdatedAt
}

const before = (cluster: Cluster, minutes: number): number => cluster.clock.now() - minutes * minute

const serviceNamed = (cluster: Cluster, name: string): DemoService | undefined =>
  cluster.services.get(cluster.serviceIdByName.get(name) ?? '')

const madeAt = (cluster: Cluster, name: string, stamp: string): DemoSecret => ({
  ID: cluster.random.id(),
  Version: { Index: cluster.nextIndex() },
  CreatedAt: stamp,
  UpdatedAt: stamp,
  Spec: { Name: name, Labels: { 'com.docker.stack.namespace': name.split('_', 1)[0] ?? '' } },
})
