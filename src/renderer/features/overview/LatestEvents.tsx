// The newest events of the cluster.
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { EventsMissing } from '../activity/EventsMissing.tsx'
import { EventRow } from '../activity/EventRow.tsx'
import { useEvents } from '../activity/useEvents.ts'
import timeline from '../activity/Timeline.module.css'
import classes from './Overview.module.css'

const shown = 10

export function LatestEvents({ connectionId }: { readonly connectionId: string }) {
  const { events, error } = useEvents(connectionId, shown)
  return (
    <Panel title="Latest events" action={<Link to={address.activity(connectionId)}>Activity</Link>} flush>
      {error !== null && events === null && <EventsMissing error={error} />}
      {events === null && error === null && <LoadingRows label="Reading events" rows={4} />}
      {events?.length === 0 && <p className={classes.calm}>Nothing has happened since the engine started.</p>}
      {events !== null && events.length > 0 && (
        <ul className={timeline.rows}>
          {events.slice(0, shown).map((event) => (
            <EventRow key={event.id} event={event} connectionId={connectionId} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
