import { describe, expect, it } from 'vitest'
import { fittingColumns } from './fittingColumns.ts'

const columns = [
  { id: 'name', width: 200 },
  { id: 'mode', width: 100, priority: 3 },
  { id: 'ports', width: 100, priority: 2 },
  { id: 'stack', width: 100, priority: 2 },
]
const fitting = (available: number) => [...fittingColumns(columns, available)]

describe('fittingColumns', () => {
  it('keeps all where they fit, and before the width is known', () => {
    expect(fitting(500)).toHaveLength(4)
    expect(fitting(0)).toHaveLength(4)
  })
  it('drops the highest number first, and of equal ones the last', () => {
    expect(fitting(400)).toEqual(['name', 'ports', 'stack'])
    expect(fitting(300)).toEqual(['name', 'ports'])
  })
  it('never drops what has no priority', () => expect(fitting(50)).toEqual(['name']))
})
