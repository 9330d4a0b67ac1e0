// End-to-end specs: the same ones in a real Chromium against the browser host, and in Electron where its binary is.
// `npm test` starts the lab and builds first; to run one spec by hand, see README.md.
import { defineConfig } from '@playwright/test'
import { chromiumFlags, findChromium } from './e2e/chromium.ts'
import type { HostOptions } from './e2e/fixtures/swarmdeck.ts'

const chromium = findChromium()

export default defineConfig<HostOptions>({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // One lab a worker, one spec at a time on it: specs cut cables and drain nodes. And no second try, because a spec that
  // fails now and then is a fault to be found.
  workers: process.env.SWARMDECK_LAB_2 === undefined ? 1 : 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ...(process.env.SWARMDECK_REPORT === undefined
      ? []
      : [['json', { outputFile: process.env.SWARMDECK_REPORT }] as const]),
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    // Without a film of every page: recording it takes more of two cores than the specs themselves.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: false },
    // Nothing that turns for ever is drawn for nobody.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { args: chromiumFlags, ...(chromium === null ? {} : { executablePath: chromium }) },
  },
  projects: [
    { name: 'browser', use: { browserName: 'chromium', hostKind: 'browser' } },
    // REST and the command line belong to the browser host alone.
    { name: 'electron', use: { hostKind: 'desktop' }, grepInvert: /@browser\b/ },
  ],
})
