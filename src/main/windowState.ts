// Remembers where the window stood, in the data folder.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const windowState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) }).nullable(),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

export const smallest = { width: 1024, height: 700 }
const usual = { width: 1440, height: 900 }

/** What was kept, or the usual size where nothing was or it cannot be read. */
export function readWindowState(dataDir: string): WindowState {
  try {
    return windowState.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return { bounds: null, maximized: false }
  }
}

/** Keeps it; a folder that cannot be written costs only the memory. */
export function keepWindowState(dataDir: string, state: WindowState): void {
  try {
    writeFileSync(fileIn(dataDir), JSON.stringify(state), { mode: 0o600 })
    // The mode above is that of a new file only.
    chmodSync(fileIn(dataDir), 0o600)
  } catch {
    // The next start takes the usual size.
  }
}

/** The bounds to open with: as kept where enough of them is on a screen that is there now, else the usual size. */
export function fittingBounds(
  kept: Rectangle | null,
  screens: readonly Rectangle[],
): Rectangle | { readonly width: number; readonly height: number } {
  const visible =
    kept !== null && screens.some((screen) => overlap(kept, screen) >= (kept.width * kept.height) / 4)
  if (kept === null || !visible) return usual
  return {
    ...kept,
    width: Math.max(kept.width, smallest.width),
    height: Math.max(kept.height, smallest.height),
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

const fileIn = (dataDir: string): string => join(dataDir, 'window.json')
