// The desktop's command line. Chromium and Electron have switches of their own there, so what is unknown is left alone.
import { resolve } from 'node:path'

export interface DesktopOptions {
  /** Absolute; null for the usual place. */
  readonly dataDir: string | null
  readonly demo: boolean
}

export function readDesktopOptions(args: readonly string[]): DesktopOptions {
  const at = args.indexOf('--data')
  const given =
    at >= 0 ? args[at + 1] : args.find((each) => each.startsWith('--data='))?.slice('--data='.length)
  const folder = given === undefined || given === '' || given.startsWith('--') ? null : resolve(given)
  return { dataDir: folder, demo: args.includes('--demo') }
}
