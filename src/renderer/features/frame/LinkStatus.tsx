// How the link to the cluster stands: a word, the latency, the time of the next try.
import { useClusterSelect, useWireState } from '../../api/cluster.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { formatLatency } from '../connections/latency.ts'
import { Countdown } from '../connections/Countdown.tsx'
import { linkStatus } from '../connections/connectionStatus.ts'
import classes from './Header.module.css'

export function LinkStatus() {
  const link = useClusterSelect((picture) => picture.link)
  const wire = useWireState()
  // Without the program's own word about the link, nothing is known of it.
  if (wire.state !== 'open') {
    return (
      <div className={classes.link} role="status">
        <StatusWord status="busy">No word from Swarmdeck</StatusWord>
      </div>
    )
  }
  const { status, word } = linkStatus(link)
  return (
    <div className={classes.link} role="status">
      <StatusWord status={status}>{word}</StatusWord>
      {link.state === 'connected' && link.latencyMs !== null && (
        <span className={classes.quiet}>{formatLatency(link.latencyMs)}</span>
      )}
      {(link.state === 'reconnecting' || link.state === 'failed') && link.nextTryAt !== null && (
        <span className={classes.quiet} aria-live="off">
          next try <Countdown until={link.nextTryAt} />
        </span>
      )}
    </div>
  )
}
