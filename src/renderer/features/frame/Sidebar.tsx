// The places of the cluster at hand, with how many things are in each and the worst among them.
import { Tooltip } from '@mantine/core'
import { shallowEqual, useMediaQuery } from '@mantine/hooks'
import {
  IconBox,
  IconHistory,
  IconLayoutDashboard,
  IconNetwork,
  IconServer2,
  IconStack2,
  type TablerIcon,
} from '@tabler/icons-react'
import { NavLink } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useClusterSelect, useConnectionId, type ClusterPicture } from '../../api/cluster.ts'
import { formatCount } from '../../ui/format.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import {
  networksFigure,
  nodesFigure,
  servicesFigure,
  stacksFigure,
  type PlaceFigure,
} from './placeFigures.ts'
import classes from './Sidebar.module.css'

interface Place {
  readonly name: string
  readonly to: (connectionId: string) => string
  readonly icon: TablerIcon
  readonly figure?: (picture: ClusterPicture) => PlaceFigure
  /** A little apart from the one above. */
  readonly apart?: boolean
}

const places: readonly Place[] = [
  { name: 'Overview', to: address.overview, icon: IconLayoutDashboard },
  { name: 'Nodes', to: address.nodes, icon: IconServer2, figure: nodesFigure, apart: true },
  { name: 'Services', to: address.services, icon: IconBox, figure: servicesFigure },
  { name: 'Stacks', to: address.stacks, icon: IconStack2, figure: stacksFigure },
  { name: 'Networks', to: address.networks, icon: IconNetwork, figure: networksFigure, apart: true },
  { name: 'Activity', to: address.activity, icon: IconHistory, apart: true },
]

const noFigure = (): PlaceFigure => ({ count: 0, worst: null, word: null })

export function Sidebar() {
  const isLive = useClusterSelect((picture) => picture.live)
  return (
    <nav className={classes.sidebar} aria-label="Places" data-stale={!isLive || undefined}>
      <ul className={classes.places}>
        {places.map((place) => (
          <li key={place.name} data-apart={place.apart || undefined}>
            <PlaceLink place={place} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function PlaceLink({ place }: { readonly place: Place }) {
  const connectionId = useConnectionId()
  const isNarrow = useMediaQuery('(max-width: 1119px)') ?? false
  const { count, worst, word } = useClusterSelect(place.figure ?? noFigure, shallowEqual)
  const isKnown = useClusterSelect((picture) => picture.synced && picture.problem === null)
  const Icon = place.icon
  return (
    <Tooltip label={place.name} position="right" disabled={!isNarrow}>
      <NavLink to={place.to(connectionId)} className={classes.place ?? ''}>
        <Icon size={16} stroke={1.6} aria-hidden />
        <span className={classes.name}>{place.name}</span>
        {isKnown && worst !== null && (
          <span className={classes.glyph}>
            <StatusGlyph status={worst} size={13} label={word ?? worst} />
          </span>
        )}
        {isKnown && place.figure !== undefined && <span className={classes.count}>{formatCount(count)}</span>}
      </NavLink>
    </Tooltip>
  )
}
