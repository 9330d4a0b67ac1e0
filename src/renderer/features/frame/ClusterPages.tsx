// Decides what a page of a cluster shows: the page, live or old with a banner, or why there is none yet.
import { useContext } from 'react'
import { Outlet } from 'react-router'
import { ClusterContext, useConnections, useLiveValue, useWireState } from '../../api/cluster.ts'
import type { ClusterStore } from '../../api/clusterStore.ts'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { ClusterProblem } from './ClusterProblem.tsx'
import { ConnectionMissing } from './ConnectionMissing.tsx'
import { LinkBanner } from './LinkBanner.tsx'
import { NoPictureYet } from './NoPictureYet.tsx'
import { usePageTitle } from './usePageTitle.ts'
import classes from './Frame.module.css'

export function ClusterPages() {
  const store = useContext(ClusterContext)
  const { list } = useConnections()
  if (store !== null) return <Pages store={store} />
  if (list !== null) return <ConnectionMissing />
  return (
    <div className={classes.gutter}>
      <LoadingRows label="Reading your clusters" />
    </div>
  )
}

function Pages({ store }: { readonly store: ClusterStore }) {
  const picture = useLiveValue(store)
  const wire = useWireState()
  const { connection, problem, synced, live } = picture
  usePageTitle(connection.demo ? `${connection.name} (demo)` : connection.name)
  const isAnswered = wire.state === 'open' && picture.link.state === 'connected'
  // What the swarm says of itself takes the page's place. Any other trouble may pass: the picture stays, marked as old.
  if (problem !== null && isAnswered && (!synced || problem.code.startsWith('swarm.'))) {
    return <ClusterProblem problem={problem} connection={connection} onRetry={() => store.restart()} />
  }
  if (!synced) return <NoPictureYet picture={picture} />
  return (
    <>
      <LinkBanner picture={picture} />
      <div className={classes.page} data-stale={!live || undefined}>
        <Outlet />
      </div>
    </>
  )
}
