import { describe, expect, it } from 'vitest'
import { serviceSpec } from './objects.ts'
import type { DemoService, ServiceSpec } from './objects.ts'
import type { Simulation } from './simulation.ts'
import { startSimulation } from './simulation.ts'
import { findNode, findService } from './swarm/find.ts'
import { updateNode } from './swarm/nodes.ts'
import { createService, removeService, updateService } from './swarm/services.ts'

const start = Date.parse('2026-01-01T00:00:00Z')

function calm(nodes = 5, services = 12): Simulation & { later: (seconds: number) => void } {
  let now = start
  const simulation = startSimulation({ nodes, services, now, life: false })
  return { ...simulation, later: (seconds) => simulation.advance((now += seconds * 1000)) }
}

function running(simulation: Simulation, service: DemoService): number {
  return [...simulation.cluster.tasksOf(service.ID)].filter((task) => task.state === 'running').length
}

function change(simulation: Simulation, service: DemoService, edit: (spec: ServiceSpec) => void): void {
  const spec = structuredClone(service.Spec)
  edit(spec)
  updateService(simulation.cluster, simulation.orchestrator, service, service.Version.Index, spec)
}

const withImage = (image: string) => (spec: ServiceSpec) => {
  spec.TaskTemplate.ContainerSpec!.Image = image
}

describe('the simulated swarm', () => {
  it('comes up with everything running but the replica that no node can take', () => {
    const { cluster } = calm()
    const pending = [...cluster.tasks.values()].filter((task) => task.state === 'pending')
    expect(pending.map((task) => task.err)).toEqual([
      'no suitable node (scheduling constraints not satisfied on 3 nodes; max replicas per node limit exceed)',
    ])
    expect([...cluster.nodes.values()].filter((node) => node.ManagerStatus?.Leader)).toHaveLength(1)
  })

  it('starts what a scaling asks for within seconds, and leaves the others alone', () => {
    const simulation = calm()
    const service = findService(simulation.cluster, 'shop_cache')
    const before = [...simulation.cluster.tasksOf(service.ID)]
    change(simulation, service, (spec) => {
      spec.Mode.Replicated!.Replicas = 5
    })
    simulation.later(6)
    expect(running(simulation, service)).toBe(5)
    expect(before.every((task) => task.state === 'running')).toBe(true)
    expect(service.UpdateStatus).toBeUndefined()
  })

  it('rolls an update out and says so, and a rollback too', () => {
    const simulation = calm()
    const service = findService(simulation.cluster, 'shop_web')
    const image = service.Spec.TaskTemplate.ContainerSpec?.Image
    change(simulation, service, withImage('registry.example.com/shop/web:5.0.0'))
    expect(service.UpdateStatus?.State).toBe('updating')
    simulation.later(40)
    expect(service.UpdateStatus?.State).toBe('completed')
    updateService(simulation.cluster, simulation.orchestrator, service, service.Version.Index, 'previous')
    expect(service.UpdateStatus?.State).toBe('rollback_started')
    simulation.later(40)
    expect(service.UpdateStatus?.State).toBe('rollback_completed')
    expect(service.Spec.TaskTemplate.ContainerSpec?.Image).toBe(image)
    expect(running(simulation, service)).toBe(6)
  })

  it('pauses or rolls back an update whose image does not start, as the policy says', () => {
    const simulation = calm()
    const paused = findService(simulation.cluster, 'shop_cache')
    const undone = findService(simulation.cluster, 'shop_checkout')
    change(simulation, paused, withImage('redis:broken'))
    change(simulation, undone, withImage('registry.example.com/shop/checkout:broken'))
    simulation.later(40)
    expect(paused.UpdateStatus?.State).toBe('paused')
    expect(paused.UpdateStatus?.Message).toMatch(
      /^update paused due to failure or early termination of task /,
    )
    expect(undone.UpdateStatus?.State).toBe('rollback_completed')
    expect(running(simulation, undone)).toBe(3)
  })

  it('rejects an image that is missing, again after the restart delay', () => {
    const simulation = calm()
    const service = createService(
      simulation.cluster,
      simulation.orchestrator,
      serviceSpec.parse({ Name: 'lost', TaskTemplate: { ContainerSpec: { Image: 'nginx:missing' } } }),
    )
    simulation.later(20)
    const rejected = [...simulation.cluster.tasksOf(service.ID)].filter((task) => task.state === 'rejected')
    expect(rejected.length).toBeGreaterThanOrEqual(2)
    expect(rejected.length).toBeLessThanOrEqual(4)
    expect(rejected[0]?.err).toBe('No such image: nginx:missing')
  })

  it('refuses a change that was read at an older version', () => {
    const { cluster, orchestrator } = calm()
    const service = findService(cluster, 'shop_api')
    expect(() =>
      updateService(cluster, orchestrator, service, service.Version.Index - 1, service.Spec),
    ).toThrow('rpc error: code = Unknown desc = update out of sequence')
  })

  it('moves the tasks of a drained node and names drained nodes in what it cannot place', () => {
    const simulation = calm()
    const { cluster, orchestrator } = simulation
    const node = findNode(cluster, 'demo-node4')
    updateNode(cluster, orchestrator, node, node.Version.Index, { ...node.Spec, Availability: 'drain' })
    simulation.later(10)
    const left = [...cluster.tasksOn(node.ID)].filter((task) => task.state === 'running')
    expect(left).toEqual([])
    expect(running(simulation, findService(cluster, 'shop_web'))).toBe(6)
    const search = findService(cluster, 'shop_search')
    const errors = [...cluster.tasksOf(search.ID)].map((task) => task.err).filter((text) => text !== null)
    expect(errors).toContain(
      'no suitable node (scheduling constraints not satisfied on 3 nodes; 1 node not available for new tasks; max replicas per node limit exceed)',
    )
  })

  it('forgets a removed service and all its tasks', () => {
    const simulation = calm()
    const service = findService(simulation.cluster, 'shop_web')
    removeService(simulation.cluster, simulation.orchestrator, service)
    simulation.later(3)
    expect(simulation.cluster.tasksOf(service.ID).size).toBe(0)
    expect(() => findService(simulation.cluster, 'shop_web')).toThrow('service shop_web not found')
  })

  it('has a past that agrees with what is there', () => {
    const { cluster } = calm()
    const past = cluster.events.filter((event) => event.time * 1000 < start - 180_000)
    expect(past.length).toBeGreaterThanOrEqual(8)
    expect(past.map((event) => event.timeNano)).toEqual(
      past.map((event) => event.timeNano).sort((a, b) => a - b),
    )
    const kinds = {
      service: cluster.services,
      node: cluster.nodes,
      config: cluster.configs,
      secret: cluster.secrets,
    }
    for (const [kind, things] of Object.entries(kinds)) {
      const ids = past.filter((event) => event.Type === kind).map((event) => event.Actor.ID)
      expect(ids.length, kind).toBeGreaterThan(0)
      expect(ids.filter((id) => !things.has(id))).toEqual([])
    }
    const web = findService(cluster, 'shop_web')
    const begun = past.find(
      (event) => event.Actor.Attributes['updatestate.new'] === 'updating' && event.Actor.ID === web.ID,
    )
    expect(start / 1000 - (begun?.time ?? 0)).toBe(18 * 60)
    expect(begun?.Actor.Attributes['image.new']).toBe(web.Spec.TaskTemplate.ContainerSpec?.Image)
    expect(begun?.Actor.Attributes['image.old']).toBe(web.PreviousSpec?.TaskTemplate.ContainerSpec?.Image)
    expect(web.UpdateStatus?.State).toBe('completed')
    const tasks = [...cluster.tasksOf(web.ID)].map((task) => task.createdMs / 1000)
    expect(tasks.filter((at) => at < (begun?.time ?? 0))).toEqual([])
  })

  it('has no past of what it does not have', () => {
    const { cluster } = calm(1, 0)
    expect(cluster.events.filter((event) => event.Type === 'service')).toEqual([])
  })

  it('is the same swarm twice for the same seed', () => {
    const names = (): string[] => [...calm().cluster.tasks.keys()]
    expect(names()).toEqual(names())
  })

  it('holds three thousand nodes and twenty thousand tasks', () => {
    const { cluster } = calm(3000, 2000)
    expect(cluster.nodes.size).toBe(3000)
    expect(cluster.services.size).toBe(2000)
    expect(cluster.tasks.size).toBeGreaterThan(20_000)
  }, 60_000)
})
