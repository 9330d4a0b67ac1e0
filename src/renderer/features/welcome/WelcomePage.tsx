// All clusters at a glance, and the ways to add one.
import { PageHead } from '../../ui/PageHead.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { useConnections } from '../../api/cluster.ts'
import { glanceSummary } from '../connections/connectionStatus.ts'
import { usePageTitle } from '../frame/usePageTitle.ts'
import { ClusterCard } from './ClusterCard.tsx'
import { DemoInvitation } from './DemoInvitation.tsx'
import { FoundPlaces } from './FoundPlaces.tsx'
import { LatestFromHere } from './LatestFromHere.tsx'
import classes from './WelcomePage.module.css'

export function WelcomePage() {
  const { list, error } = useConnections()
  usePageTitle('Your clusters')
  const isFirst = list?.length === 0
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageHead
          title={isFirst ? 'Welcome' : 'Your clusters'}
          note={list === null ? undefined : glanceSummary(list.map((each) => each.glance))}
        />
      </div>
      <div className={classes.main}>
        {error !== null && <ErrorNotice error={error} title="Your clusters could not be read." />}
        {list === null && error === null && <LoadingRows label="Reading your clusters" />}
        {isFirst && <DemoInvitation isFirst />}
        {list !== null && list.length > 0 && (
          <>
            <ul className={classes.cards}>
              {list.map((saved) => (
                <ClusterCard key={saved.connection.id} saved={saved} />
              ))}
            </ul>
            {!list.some((each) => each.connection.demo) && <DemoInvitation />}
            <LatestFromHere />
          </>
        )}
      </div>
      <aside className={classes.aside} aria-label="Add a cluster">
        <FoundPlaces />
      </aside>
    </div>
  )
}
