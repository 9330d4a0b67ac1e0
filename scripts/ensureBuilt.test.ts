import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isFresh } from './ensureBuilt.ts'

let folder = ''
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'swarmdeck-built-'))
  write('src/main/app.ts', 'one')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('whether a build is due', () => {
  it('is due while a bundle is missing', () => {
    write('out/.sources', fingerprint(folder))
    expect(isFresh(folder, fingerprint(folder))).toBe(false)
  })

  it('is not due when the bundles were made from these sources, whatever their times say', () => {
    for (const each of ['main/index.js', 'main/headless.js', 'preload/index.cjs', 'renderer/index.html'])
      write(`out/${each}`, '')
    write('out/.sources', fingerprint(folder))
    utimesSync(join(folder, 'src/main/app.ts'), new Date(), new Date(Date.now() + 60_000))
    expect(isFresh(folder, fingerprint(folder))).toBe(true)
  })

  it('is due when a source changed, came or went', () => {
    const before = fingerprint(folder)
    write('src/main/app.ts', 'two')
    expect(fingerprint(folder)).not.toBe(before)
    write('src/main/app.ts', 'one')
    expect(fingerprint(folder)).toBe(before)
    write('src/main/new.ts', '')
    expect(fingerprint(folder)).not.toBe(before)
  })

  it('is not due when only a test changed', () => {
    const before = fingerprint(folder)
    write('src/main/app.test.ts', 'x')
    write('src/main/app.lab.ts', 'x')
    expect(fingerprint(folder)).toBe(before)
  })
})
