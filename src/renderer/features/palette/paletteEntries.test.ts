// The palette finds any object of any connected cluster, and what can be done with it.
import { describe, expect, test } from 'vitest'
import { applyChanges, emptyPicture } from '../../api/applyChanges.ts'
import { change, connection, node, service } from '../../api/fixtures.ts'
import { paletteEntries, type PalettePicture } from './paletteEntries.ts'

const picture = (id: string, readOnly = false): PalettePicture => ({
  ...applyChanges(emptyPicture, [
    change({
      reset: true,
      services: [
        service({ id: `${id}1`, name: 'shop_api', stack: 'shop' }),
        service({ id: `${id}2`, name: 'api', canRollBack: true }),
      ],
      nodes: [node({ id: `${id}n`, hostname: 'node7' })],
    }),
  ]).shown,
  connection: connection({ id, name: id, readOnly }),
  problem: null,
})
const find = (typed: string, pictures = [picture('prod'), picture('lab')], at: string | null = 'lab') =>
  paletteEntries(
    pictures,
    pictures.map((each) => each.connection),
    typed,
    at,
  )
const labels = (typed: string) => find(typed).map((entry) => `${entry.label} @${entry.note}`)

describe('what is typed', () => {
  test('finds services of every cluster, the exact name first, the cluster at hand first', () => {
    expect(labels('api')).toEqual(['api @lab', 'shop_api @lab', 'api @prod', 'shop_api @prod'])
  })

  test('finds nodes, stacks and places', () => {
    expect(labels('node7')).toEqual(['node7 @lab', 'node7 @prod'])
    expect(labels('shop')).toContain('shop @lab')
    expect(labels('services')).toContain('Services @lab')
  })

  test('that begins with a verb offers the action on what the rest finds', () => {
    const [first] = find('sca shop')
    expect(first).toMatchObject({
      label: 'Scale shop_api…',
      deed: { kind: 'act', connectionId: 'lab', action: { kind: 'service.scale', replicas: 2, from: 2 } },
    })
    expect(labels('drain node')[0]).toBe('Drain node7… @lab')
  })

  test('offers a rollback only where there is something to roll back to', () => {
    expect(labels('roll').filter((label) => label.startsWith('Roll'))).toEqual([
      'Roll back api… @lab',
      'Roll back api… @prod',
    ])
  })

  test('offers no action on a read-only connection', () => {
    expect(find('restart api', [picture('lab', true)]).filter((entry) => entry.deed.kind === 'act')).toEqual(
      [],
    )
  })
})

test('with nothing typed it offers places, clusters and commands, not a thousand services', () => {
  const groups = new Set(find('').map((entry) => entry.group))
  expect([...groups]).toEqual(['Places', 'Clusters', 'Swarmdeck'])
})
