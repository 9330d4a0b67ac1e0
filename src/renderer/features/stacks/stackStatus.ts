// The word for a stack: the worst of its services.
import { healthStatus, type StatusAndWord } from '../../ui/status.ts'
import type { StackRow } from './stackRows.ts'

export const stackStatus = (stack: Pick<StackRow, 'health' | 'isDown'>): StatusAndWord =>
  stack.isDown && stack.health === 'degraded' ? { status: 'bad', word: 'Down' } : healthStatus(stack.health)
