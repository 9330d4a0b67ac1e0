import { expect, it } from 'vitest'
import { isEnough } from './nodeVersion.mjs'

it('accepts Node from 22.18 on', () => {
  expect(['22.18.0', '22.20.1', '24.0.0', '26.1.0'].filter(isEnough)).toHaveLength(4)
  expect(['20.20.2', '22.17.9', '18.0.0', ''].filter(isEnough)).toEqual([])
})
