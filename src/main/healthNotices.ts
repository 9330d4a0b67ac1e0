// Notices when the health of a cluster changes, for the desktop's notifications: what holds for a while, not each blip.
import type { Connection } from '../shared/model/connection.ts'
import type { ConnectionGlance } from '../shared/model/cluster.ts'

export interface HealthNotice {
  readonly connectionId: string
  /** As in `prod-eu is degraded`. */
  readonly title: string
  /** Why, in one line. */
  readonly body: string
}

type Seen = {
  readonly connection: Pick<Connection, 'id' | 'name' | 'demo'>
  readonly glance: ConnectionGlance
}
type Standing = 'healthy' | 'degraded' | 'critical' | 'away'

/** A change must hold so long before anybody is told: tasks are replaced and links restored all the time. Milliseconds. */
const holdMs = 10_000

/**
 * Tells of each connection whose health is another than the one last told, once that has held for `hold` milliseconds.
 * What a connection begins with is no change, and the demo's troubles are made up: both are passed over.
 * Resolves when `lists` (`connections.watch`) ends, and tells nothing after that.
 */
export async function tellHealthChanges(
  lists: AsyncIterable<readonly Seen[]>,
  tell: (notice: HealthNotice) => void,
  hold = holdMs,
): Promise<void> {
  const told = new Map<string, Standing>()
  const latest = new Map<string, Seen>()
  const waiting = new Map<string, { readonly standing: Standing; readonly timer: NodeJS.Timeout }>()

  const forget = (id: string): void => {
    clearTimeout(waiting.get(id)?.timer)
    waiting.delete(id)
  }
  const held = (id: string, standing: Standing): void => {
    waiting.delete(id)
    told.set(id, standing)
    const seen = latest.get(id)
    if (seen !== undefined) tell(noticeOf(seen, standing))
  }
  const look = (seen: Seen): void => {
    const { id } = seen.connection
    latest.set(id, seen)
    const standing = standingOf(seen.glance, told.has(id))
    const before = told.get(id)
    if (standing === null || waiting.get(id)?.standing === standing) return
    forget(id)
    if (before === undefined) told.set(id, standing)
    else if (before !== standing) {
      waiting.set(id, { standing, timer: setTimeout(() => held(id, standing), hold) })
    }
  }
  try {
    for await (const list of lists) {
      const real = list.filter(({ connection }) => !connection.demo)
      const present = new Set(real.map(({ connection }) => connection.id))
      for (const id of latest.keys()) {
        if (present.has(id)) continue
        forget(id)
        latest.delete(id)
        told.delete(id)
      }
      for (const seen of real) look(seen)
    }
  } finally {
    for (const id of waiting.keys()) forget(id)
  }
}

/** Null where it is not known, or where the reader closed the link: neither says anything of the cluster. */
function standingOf({ link, overall }: ConnectionGlance, wasKnown: boolean): Standing | null {
  if (link.state === 'connected') return overall
  return wasKnown && (link.state === 'reconnecting' || link.state === 'failed') ? 'away' : null
}

function noticeOf({ connection, glance }: Seen, standing: Standing): HealthNotice {
  const title = {
    healthy: 'is healthy again',
    degraded: 'is degraded',
    critical: 'is critical',
    away: 'is out of reach',
  }[standing]
  const { link, summary } = glance
  const why = link.state === 'reconnecting' || link.state === 'failed' ? link.error.message : summary
  return { connectionId: connection.id, title: `${connection.name} ${title}`, body: why ?? '' }
}
