// What differs from what was asked, or is changing now.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { formatPlural } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReplicaBar } from '../../ui/ReplicaBar.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { unsettled, type Unsettled } from './unsettled.ts'
import classes from './Overview.module.css'

const shown = 8

export function NotSettled({ picture }: { readonly picture: ClusterPicture }) {
  const { connection, nodes, services, tasksByNode } = picture
  const all = useMemo(() => unsettled({ nodes, services, tasksByNode }), [nodes, services, tasksByNode])
  const left = all.length - shown
  return (
    <Panel
      title="Not settled"
      count={all.length === 0 ? undefined : all.length}
      action={<Link to={address.services(connection.id)}>All services</Link>}
      flush
    >
      {all.length === 0 ? (
        <div className={classes.calm}>
          <StatusWord status="ok">Everything runs as asked.</StatusWord>
        </div>
      ) : (
        <ul className={classes.list}>
          {all.slice(0, shown).map((item) => (
            <Item key={`${item.kind}${item.id}`} item={item} connectionId={connection.id} />
          ))}
        </ul>
      )}
      {left > 0 && (
        <p className={classes.rest}>
          {formatPlural(left, 'more', 'more')} under{' '}
          <Link to={address.services(connection.id)}>Services</Link> and{' '}
          <Link to={address.nodes(connection.id)}>Nodes</Link>
        </p>
      )}
    </Panel>
  )
}

function Item({ item, connectionId }: { readonly item: Unsettled; readonly connectionId: string }) {
  const to =
    item.kind === 'node' ? address.node(connectionId, item.id) : address.service(connectionId, item.name)
  return (
    <li className={classes.item}>
      <StatusGlyph status={item.status} size={15} />
      <div className={classes.itemWords}>
        <div className={classes.itemTitle}>
          <b>{item.name}</b> {item.what}
        </div>
        {item.why !== '' && (
          <div className={classes.itemWhy} title={item.why}>
            {item.why}
          </div>
        )}
      </div>
      {item.replicas !== null && <ReplicaBar {...item.replicas} />}
      <Button component={Link} to={to} variant="default" size="xs" aria-label={`${verb(item)} ${item.name}`}>
        {verb(item)}
      </Button>
    </li>
  )
}

const verb = ({ kind, status }: Unsettled): string =>
  kind === 'node' ? 'Open' : status === 'busy' ? 'Follow' : 'Tasks'
