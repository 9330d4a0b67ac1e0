// How the outcome of an audited deed is shown.
import type { AuditEntry } from '../../../shared/model/audit.ts'
import type { StatusAndWord } from '../../ui/status.ts'

const outcomes: Readonly<Record<AuditEntry['outcome'], StatusAndWord>> = {
  running: { status: 'busy', word: 'Running' },
  done: { status: 'done', word: 'Done' },
  converged: { status: 'ok', word: 'Converged' },
  rolledBack: { status: 'warn', word: 'Rolled back' },
  paused: { status: 'hold', word: 'Paused' },
  failed: { status: 'bad', word: 'Failed' },
  refused: { status: 'bad', word: 'Refused' },
  superseded: { status: 'idle', word: 'Superseded' },
  detached: { status: 'idle', word: 'Not followed' },
}

export const auditStatus = (entry: Pick<AuditEntry, 'outcome'>): StatusAndWord => outcomes[entry.outcome]
