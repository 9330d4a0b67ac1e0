// One event of the cluster; what it is about opens where it still exists.
import { Link } from 'react-router'
import type { SwarmEvent } from '../../../shared/model/cluster.ts'
import { address } from '../../api/addresses.ts'
import { useClusterSelect } from '../../api/cluster.ts'
import { shortId } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import classes from './Timeline.module.css'

const typeWords: Readonly<Partial<Record<SwarmEvent['type'], string>>> = {
  secret: 'secret ',
  config: 'config ',
  network: 'network ',
}

export interface EventRowProps {
  readonly event: SwarmEvent
  readonly connectionId: string
}

export function EventRow({ event, connectionId }: EventRowProps) {
  const { type, actorId, actorName } = event
  const exists = useClusterSelect((picture) =>
    type === 'service'
      ? picture.servicesById.has(actorId)
      : type === 'node' && picture.nodesById.has(actorId),
  )
  // A node that is just joining has not said its name yet; it may have by now.
  const hostname = useClusterSelect((picture) => picture.nodesById.get(actorId)?.hostname)
  const name = actorName || hostname || shortId(actorId)
  return (
    <li className={classes.row}>
      <StatusGlyph status={event.tone} size={14} />
      <span className={classes.time}>
        <RelativeTime at={event.at} />
      </span>
      <span className={classes.what}>
        {typeWords[type]}
        {exists ? (
          <Link
            to={
              type === 'node' ? address.node(connectionId, actorId) : address.service(connectionId, actorName)
            }
          >
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}{' '}
        {event.text}
      </span>
    </li>
  )
}
