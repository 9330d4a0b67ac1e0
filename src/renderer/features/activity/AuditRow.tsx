// One entry of the audit log: what was done from here, by whom, how it ended.
import type { AuditEntry } from '../../../shared/model/audit.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { auditStatus } from './auditStatus.ts'
import classes from './Timeline.module.css'

export interface AuditRowProps {
  readonly entry: AuditEntry
  /** Names the cluster too, where entries of several stand together. */
  readonly withCluster?: boolean
}

export function AuditRow({ entry, withCluster = false }: AuditRowProps) {
  const { status, word } = auditStatus(entry)
  const isAboutItself = entry.target === entry.connectionName
  return (
    <li className={classes.row}>
      <StatusGlyph status={status} size={14} label={word} />
      <span className={classes.time}>
        <RelativeTime at={entry.at} />
      </span>
      {withCluster && !isAboutItself && entry.connectionName !== '' && (
        <span className={classes.cluster}>{entry.connectionName}</span>
      )}
      <span className={classes.what} title={entry.command ?? undefined}>
        <b>{entry.target}</b>
        {entry.what.startsWith('connection.') ? ': ' : ' '}
        {entry.text}
        {entry.detail === '' ? '' : `: ${entry.detail}`}
      </span>
      <span className={classes.who}>
        {entry.who} · {entry.via}
      </span>
    </li>
  )
}
