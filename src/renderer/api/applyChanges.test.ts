// The picture of a cluster grows from changes, and never goes back to an older version or to an empty page.
import { describe, expect, test } from 'vitest'
import type { ClusterChange } from '../../shared/model/cluster.ts'
import type { Task } from '../../shared/model/task.ts'
import { applyChanges, emptyPicture } from './applyChanges.ts'
import { change, node, service, task } from './fixtures.ts'

const apply = (...changes: ClusterChange[]) => applyChanges(emptyPicture, changes)

const first = change({
  reset: true,
  synced: true,
  asOf: '2026-01-01T10:00:00.000Z',
  nodes: [node({ id: 'n10', hostname: 'node10' }), node({ id: 'n2', hostname: 'node2' })],
  services: [service({ id: 's1', name: 'web', version: 5 })],
  tasks: [
    task({ id: 't1', serviceId: 's1', nodeId: 'n2', name: 'web.1' }),
    task({ id: 't2', serviceId: 's1', nodeId: 'n10', name: 'web.2' }),
  ],
})

const ids = (tasks: readonly Task[] | undefined) => tasks?.map((each) => each.id)

describe('the picture', () => {
  test('sorts names as people count: node2 before node10', () => {
    expect(apply(first).shown.nodes.map((each) => each.hostname)).toEqual(['node2', 'node10'])
  })

  test('groups tasks by service and by node', () => {
    const { shown } = apply(first)
    expect(ids(shown.tasksByService.get('s1'))).toEqual(['t1', 't2'])
    expect(ids(shown.tasksByNode.get('n10'))).toEqual(['t2'])
  })

  test('leaves out an object older than the one it knows', () => {
    const { shown } = apply(first, change({ services: [service({ id: 's1', name: 'old', version: 4 })] }))
    expect(shown.servicesById.get('s1')?.name).toBe('web')
  })

  test('takes the same version again, since running counts move without a new version', () => {
    const { shown } = apply(
      first,
      change({ services: [service({ id: 's1', name: 'web', version: 5, running: 1 })] }),
    )
    expect(shown.servicesById.get('s1')?.running).toBe(1)
  })

  test('moves a task from one node to another and rebuilds no other group', () => {
    const before = apply(first)
    const after = applyChanges(before, [
      change({ tasks: [task({ id: 't3', serviceId: 's2', nodeId: 'n2' })], removed: { tasks: ['t1'] } }),
    ])
    expect(ids(after.shown.tasksByNode.get('n2'))).toEqual(['t3'])
    expect(after.shown.tasksByNode.get('n10')).toBe(before.shown.tasksByNode.get('n10'))
    expect(ids(after.shown.tasksByService.get('s1'))).toEqual(['t2'])
  })

  test('drops a group with its last task', () => {
    const after = apply(first, change({ removed: { tasks: ['t2'] } }))
    expect(after.shown.tasksByNode.has('n10')).toBe(false)
  })

  test('keeps lists as they are when nothing in them changed', () => {
    const before = apply(first)
    const after = applyChanges(before, [change({ asOf: '2026-01-01T10:00:05.000Z' })])
    expect(after.shown.services).toBe(before.shown.services)
    expect(after.shown.tasksByNode).toBe(before.shown.tasksByNode)
    expect(after.asOf).toBe('2026-01-01T10:00:05.000Z')
  })

  test('after a reset the old picture stays, with its old time, until the new one is complete', () => {
    const before = apply(first)
    const filling = applyChanges(before, [
      change({ reset: true, synced: false, nodes: [node({ id: 'n2', hostname: 'node2' })] }),
    ])
    expect(filling.shown).toBe(before.shown)
    expect(filling.asOf).toBe('2026-01-01T10:00:00.000Z')
    const complete = applyChanges(filling, [
      change({
        synced: true,
        asOf: '2026-01-01T10:01:00.000Z',
        services: [service({ id: 's9', name: 'new' })],
      }),
    ])
    expect(complete.next).toBeNull()
    expect(complete.shown.nodes.map((each) => each.id)).toEqual(['n2'])
    expect(complete.shown.services.map((each) => each.id)).toEqual(['s9'])
    expect(complete.shown.tasks).toEqual([])
  })

  test('fills up on the screen when there is nothing older to show', () => {
    const filling = apply(change({ reset: true, synced: false, nodes: [node({ id: 'n2' })] }))
    expect(filling.synced).toBe(false)
    expect(filling.shown.nodes).toHaveLength(1)
  })

  test('a problem comes and goes, and stays while a change does not speak of it', () => {
    const problem = { code: 'swarm.none', message: 'm', hint: 'h', retryable: false } as const
    const bad = apply(change({ reset: true, problem }))
    expect(applyChanges(bad, [change({})]).problem).toEqual(problem)
    expect(applyChanges(bad, [change({ problem: null })]).problem).toBeNull()
  })
})
