// The sidebar shows only what stands out.
import { expect, test } from 'vitest'
import { applyChanges, emptyPicture } from '../../api/applyChanges.ts'
import { change, node, service } from '../../api/fixtures.ts'
import { nodesFigure, servicesFigure, stacksFigure } from './placeFigures.ts'

const objects = (part: Parameters<typeof change>[0]) =>
  applyChanges(emptyPicture, [change({ reset: true, ...part })]).shown

test('a place where all is well shows its count alone', () => {
  expect(nodesFigure(objects({ nodes: [node(), node({ id: 'n2' })] }))).toEqual({
    count: 2,
    worst: null,
    word: null,
  })
})

test('a node that is down is louder than one that drains', () => {
  const nodes = [node({ availability: 'drain' }), node({ id: 'n2', state: 'down' })]
  expect(nodesFigure(objects({ nodes }))).toMatchObject({ worst: 'bad', word: 'Down' })
})

test('a gap is louder than an update', () => {
  const services = [service({ health: 'updating' }), service({ id: 's2', health: 'degraded', running: 1 })]
  expect(servicesFigure(objects({ services }))).toMatchObject({ count: 2, worst: 'warn' })
})

test('stacks are counted by name', () => {
  const services = [service({ stack: 'shop' }), service({ id: 's2', stack: 'shop' }), service({ id: 's3' })]
  expect(stacksFigure(objects({ services })).count).toBe(1)
})
