// The desktop's command line.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readDesktopOptions } from './desktopOptions.ts'

it('finds its own switches among those of Chromium', () => {
  const args = ['/usr/bin/electron', '.', '--no-sandbox', '--data', 'profile', '--demo', '--disable-gpu']
  expect(readDesktopOptions(args)).toEqual({ dataDir: resolve('profile'), demo: true })
  expect(readDesktopOptions(['x', '--data=/p'])).toEqual({ dataDir: '/p', demo: false })
})

it('takes the usual folder where none is named', () => {
  for (const args of [[], ['--data'], ['--data='], ['--data', '--demo']]) {
    expect(readDesktopOptions(args).dataDir).toBeNull()
  }
})
