// A cluster at a glance: is it well, why not, what runs where, what is not settled, what happened last.
import { useCluster } from '../../api/cluster.ts'
import { Figures } from './Figures.tsx'
import { HealthHeading } from './HealthHeading.tsx'
import { LatestEvents } from './LatestEvents.tsx'
import { NodeMap } from './NodeMap.tsx'
import { NotSettled } from './NotSettled.tsx'
import classes from './Overview.module.css'

export function OverviewPage() {
  const picture = useCluster()
  return (
    <div className={classes.page}>
      <HealthHeading picture={picture} />
      <NodeMap picture={picture} />
      <Figures connectionId={picture.connection.id} />
      <div className={classes.columns}>
        <NotSettled picture={picture} />
        <LatestEvents connectionId={picture.connection.id} />
      </div>
    </div>
  )
}
