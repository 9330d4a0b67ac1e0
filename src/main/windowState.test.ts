// Where the window opens.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fittingBounds, keepWindowState, readWindowState } from './windowState.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'swarmdeck-window-'))
const screen = { x: 0, y: 0, width: 1920, height: 1080 }

it('is where it stood last', () => {
  const dir = folder()
  const state = { bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: true }
  keepWindowState(dir, state)
  expect(readWindowState(dir)).toEqual(state)
  expect(fittingBounds(state.bounds, [screen])).toEqual(state.bounds)
})

it('is the usual place where nothing readable was kept', () => {
  const dir = folder()
  expect(readWindowState(dir).bounds).toBeNull()
  writeFileSync(join(dir, 'window.json'), '{"bounds":{"x":"left"}}')
  expect(readWindowState(dir)).toEqual({ bounds: null, maximized: false })
  expect(fittingBounds(null, [screen])).toEqual({ width: 1440, height: 900 })
})

it('is the usual place where its screen is gone, and never smaller than the pages allow', () => {
  expect(fittingBounds({ x: 4000, y: 0, width: 1200, height: 800 }, [screen])).toEqual({
    width: 1440,
    height: 900,
  })
  expect(fittingBounds({ x: 0, y: 0, width: 300, height: 200 }, [screen])).toMatchObject({
    width: 1024,
    height: 700,
  })
})
