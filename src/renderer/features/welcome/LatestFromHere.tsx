// The newest entries of the audit log, of all clusters: what was done from here.
import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../api/ApiProvider.tsx'
import { auditQuery } from '../../api/queries.ts'
import { Panel } from '../../ui/Panel.tsx'
import { AuditRow } from '../activity/AuditRow.tsx'
import classes from '../activity/Timeline.module.css'

const shown = 6

export function LatestFromHere() {
  const client = useClient()
  const audit = useQuery(auditQuery(client, null, shown))
  if (audit.data === undefined || audit.data.length === 0) return null
  return (
    <Panel title="Done from here" flush>
      <ul className={classes.rows}>
        {audit.data.map((entry) => (
          <AuditRow key={entry.id} entry={entry} withCluster />
        ))}
      </ul>
    </Panel>
  )
}
