// The rail: one badge a cluster with its health, add one, settings.
import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus, IconSettings } from '@tabler/icons-react'
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useConnections, useWireState, type SavedConnection } from '../../api/cluster.ts'
import { HexBadge } from '../../ui/HexBadge.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { glanceStatus } from '../connections/connectionStatus.ts'
import { Logo } from './Logo.tsx'
import frame from './Frame.module.css'
import classes from './Rail.module.css'

export function Rail({ current }: { readonly current: string | null }) {
  const { list } = useConnections()
  const dialogs = useConnectionDialogs()
  const isLive = useWireState().state === 'open'
  return (
    <nav className={classes.rail} aria-label="Clusters" data-stale={!isLive || undefined}>
      <Tooltip label="Your clusters" position="right">
        <Link to={address.welcome} className={classes.logo} aria-label="Your clusters">
          <Logo size={26} />
        </Link>
      </Tooltip>
      <ul className={classes.clusters}>
        {(list ?? []).map((saved) => (
          <Badge key={saved.connection.id} saved={saved} isCurrent={saved.connection.id === current} />
        ))}
      </ul>
      <Tooltip label="Add a cluster" position="right">
        <ActionIcon aria-label="Add a cluster" onClick={() => dialogs.add()}>
          <IconPlus size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className={classes.spacer} />
      <Tooltip label="Settings" position="right">
        <ActionIcon component={Link} to={address.settings} aria-label="Settings">
          <IconSettings size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </nav>
  )
}

function Badge({ saved, isCurrent }: { readonly saved: SavedConnection; readonly isCurrent: boolean }) {
  const { connection, glance } = saved
  const { status, word } = glanceStatus(glance)
  const name = `${connection.name}${connection.demo ? ', demo' : ''}`
  const said = `${name}: ${glance.link.state === 'connected' ? (glance.summary ?? word) : word}`
  return (
    <li className={classes.cluster} data-current={isCurrent || undefined}>
      <Tooltip label={said} position="right">
        <Link
          to={address.overview(connection.id)}
          {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
        >
          <span className={frame.hidden}>{said}</span>
          <HexBadge name={connection.name} status={status} selected={isCurrent} />
        </Link>
      </Tooltip>
    </li>
  )
}
