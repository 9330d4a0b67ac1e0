// Where the window opens.
import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
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

it.skipIf(process.platform === 'win32')('is kept for this account only, in an older file too', () => {
  const dir = folder()
  writeFileSync(join(dir, 'window.json'), '{}', { mode: 0o644 })
  keepWindowState(dir, { bounds: null, maximized: false })
  expect(statSync(join(dir, 'window.json')).mode & 0o777).toBe(0o600)
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
