// A cluster out of reach: since when, how it was last seen, why, and what comes next.
import type { AppErrorData } from '../../../shared/errors.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import type { SavedConnection } from '../../api/cluster.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { errorReport } from '../../ui/ErrorNotice.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { Countdown } from '../connections/Countdown.tsx'
import { linkStatus } from '../connections/connectionStatus.ts'
import { LinkRemedy } from '../connections/LinkRemedy.tsx'
import { tellFailure } from '../connections/tellFailure.ts'
import classes from './ClusterCard.module.css'

export interface CardTroubleProps {
  readonly saved: SavedConnection
  readonly error: AppErrorData
}

export function CardTrouble({ saved, error }: CardTroubleProps) {
  const client = useClient()
  const { connection, glance } = saved
  const { link, overall } = glance
  if (link.state !== 'failed' && link.state !== 'reconnecting') return null
  const { status, word } = linkStatus(link)
  const lastSeen = link.lastLiveAt === null || overall === null ? '' : `, last seen ${seenWords[overall]}`
  return (
    <>
      <div className={classes.summary}>
        <StatusWord status={status}>
          {word} since {shortTime(link.since)}
          {lastSeen}
        </StatusWord>
      </div>
      <p className={classes.trouble}>
        <b>{error.message}</b> {error.hint}
        {link.nextTryAt !== null && (
          <>
            {' '}
            Next try <Countdown until={link.nextTryAt} />.
          </>
        )}
      </p>
      <div className={`${classes.actions} ${classes.above}`}>
        <LinkRemedy
          connection={connection}
          error={error}
          onRetry={() => void client.connections.connect({ id: connection.id }).catch(tellFailure)}
        />
        <CopyButton text={errorReport(error)} label="Copy details" variant="text" size="xs" />
      </div>
    </>
  )
}

const seenWords = { healthy: 'well', degraded: 'with a gap', critical: 'critical' } as const

/** `14:02` today, with the date before. */
function shortTime(iso: string): string {
  const at = new Date(iso)
  const isToday = at.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    'en-GB',
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(at)
}
