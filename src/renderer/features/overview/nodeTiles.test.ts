// The map of nodes stays readable: it is capped, and what is not well is never among what is left out.
import { expect, test } from 'vitest'
import { applyChanges, emptyPicture } from '../../api/applyChanges.ts'
import { change, node, task } from '../../api/fixtures.ts'
import { nodeTiles } from './nodeTiles.ts'

const leader = { leader: true, reachability: 'reachable' as const, address: '' }
const objects = (part: Parameters<typeof change>[0]) =>
  applyChanges(emptyPicture, [change({ reset: true, ...part })]).shown
const names = (part: Parameters<typeof change>[0], most: number) =>
  nodeTiles(objects(part), most).tiles.map((tile) => tile.node.hostname)

const nodes = [
  node({ id: 'a', hostname: 'node10' }),
  node({ id: 'b', hostname: 'node9' }),
  node({ id: 'c', hostname: 'node11', manager: leader }),
  node({ id: 'd', hostname: 'node12', state: 'down' }),
]

test('managers come first, then names as people count', () => {
  expect(names({ nodes }, 10)).toEqual(['node11', 'node9', 'node10', 'node12'])
})

test('where the map is capped, a node that is down is shown before the healthy ones', () => {
  expect(names({ nodes }, 2)).toEqual(['node12', 'node11'])
  expect(nodeTiles(objects({ nodes }), 2)).toMatchObject({ left: 2, leftUnwell: 0 })
  const down = nodes.map((each) => ({ ...each, state: 'down' as const }))
  expect(nodeTiles(objects({ nodes: down }), 2)).toMatchObject({ left: 2, leftUnwell: 2 })
})

test('tasks that have ended are not on the map', () => {
  const tasks = [
    task({ id: 't1', nodeId: 'a' }),
    task({ id: 't2', nodeId: 'a', phase: 'complete' }),
    task({ id: 't3', nodeId: 'a', phase: 'ended' }),
  ]
  const tile = nodeTiles(objects({ nodes, tasks }), 10).tiles.find((each) => each.node.id === 'a')
  expect(tile?.tasks.map((each) => each.id)).toEqual(['t1'])
})
