// One saved cluster as a card: how it stands, what is in it, or why it is out of reach and what comes next.
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useWireState, type SavedConnection } from '../../api/cluster.ts'
import { formatCount } from '../../ui/format.ts'
import { HexBadge } from '../../ui/HexBadge.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { ConnectButton } from '../connections/ConnectButton.tsx'
import { glanceStatus, linkStatus } from '../connections/connectionStatus.ts'
import { formatLatency } from '../connections/latency.ts'
import { DemoMark, ReadOnlyMark } from '../frame/ClusterMarks.tsx'
import { CardMenu } from './CardMenu.tsx'
import { CardTrouble } from './CardTrouble.tsx'
import { PhaseComb } from './PhaseComb.tsx'
import classes from './ClusterCard.module.css'

export function ClusterCard({ saved }: { readonly saved: SavedConnection }) {
  const { connection, glance } = saved
  const { link, figures, problem } = glance
  const { status, word } = glanceStatus(glance)
  const isLive = useWireState().state === 'open' && link.state === 'connected'
  const trouble = link.state === 'failed' || link.state === 'reconnecting'
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <HexBadge name={connection.name} status={null} size={40} ground="surface" />
        <div className={classes.names}>
          <div className={classes.title}>
            <Link to={address.overview(connection.id)}>{connection.name}</Link>
            {connection.demo && <DemoMark />}
            {connection.readOnly && <ReadOnlyMark />}
          </div>
          <div className={classes.address} title={connection.address}>
            {connection.address}
          </div>
        </div>
        {link.state === 'connected' && link.latencyMs !== null && (
          <span className={classes.latency}>{formatLatency(link.latencyMs)}</span>
        )}
        <span className={classes.above}>
          <CardMenu connection={connection} link={link} />
        </span>
      </div>
      {trouble ? (
        <CardTrouble saved={saved} error={link.error} />
      ) : (
        <>
          <div className={classes.summary}>
            <StatusWord status={status}>
              {link.state === 'connecting'
                ? link.step
                : problem === null
                  ? (glanceWords(saved) ?? word)
                  : problem.message}
            </StatusWord>
          </div>
          {problem !== null && link.state === 'connected' && (
            <p className={classes.trouble}>{problem.hint}</p>
          )}
          {link.state === 'idle' && (
            <div className={`${classes.actions} ${classes.above}`}>
              <ConnectButton connectionId={connection.id} />
            </div>
          )}
        </>
      )}
      {figures !== null && problem === null && link.state !== 'idle' && !trouble && (
        <div className={isLive ? undefined : classes.old}>
          <dl className={classes.figures}>
            <Figure label="Nodes" value={formatCount(figures.nodes)} />
            <Figure label="Services" value={formatCount(figures.services)} />
            <Figure
              label="Tasks"
              value={`${formatCount(figures.running)} of ${formatCount(figures.desired)}`}
            />
            <Figure label="Engine" value={link.state === 'connected' ? link.engineVersion : '–'} />
          </dl>
        </div>
      )}
      {figures !== null && problem === null && link.state !== 'idle' && !trouble && (
        <div className={classes.comb}>
          <PhaseComb phases={figures.phases} label={`Tasks of ${connection.name}`} />
        </div>
      )}
    </li>
  )
}

/** The glance's own line while it is of now; the link's word otherwise. */
function glanceWords({ glance }: SavedConnection): string | null {
  if (glance.link.state !== 'connected') return linkStatus(glance.link).word
  return glance.summary
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
