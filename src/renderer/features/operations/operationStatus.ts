// How an operation stands, in a glyph and a word; and which of them the tray shows. Pure.
import type { Operation, OperationState } from '../../../shared/model/action.ts'
import type { StatusAndWord } from '../../ui/status.ts'

const words: Readonly<Record<OperationState, StatusAndWord>> = {
  running: { status: 'busy', word: 'Running' },
  converged: { status: 'ok', word: 'Converged' },
  rolledBack: { status: 'warn', word: 'Rolled back' },
  paused: { status: 'hold', word: 'Paused' },
  failed: { status: 'bad', word: 'Failed' },
  superseded: { status: 'idle', word: 'Superseded' },
  detached: { status: 'idle', word: 'Not followed' },
}

export const operationStatus = ({ state }: Pick<Operation, 'state'>): StatusAndWord => words[state]

/** How long an operation that ended well stays in the strip, in milliseconds. */
const afterglowMs = 12_000

/** Ended in a way that asks for a decision: stays in the strip until it is cleared. */
export const needsLook = ({ state }: Pick<Operation, 'state'>): boolean =>
  state === 'failed' || state === 'paused' || state === 'rolledBack'

/** What the strip shows at `now`: what runs, what just ended, and what waits for a look; oldest first, so that nothing jumps. */
export function inStrip(operations: readonly Operation[], now: number): readonly Operation[] {
  return operations
    .filter(
      (operation) =>
        operation.state === 'running' ||
        needsLook(operation) ||
        (operation.endedAt !== null && now - Date.parse(operation.endedAt) < afterglowMs),
    )
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
}

/** Seconds that an operation has taken so far, or took. */
export const secondsOf = (operation: Operation, now: number): number =>
  Math.max(
    0,
    ((operation.endedAt === null ? now : Date.parse(operation.endedAt)) - Date.parse(operation.startedAt)) /
      1000,
  )
