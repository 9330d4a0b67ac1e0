// The cluster in figures, as they come from the program: the same as under /api/swarm/statistics.
import { useEffect, useState } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { ClusterStatistics } from '../../../shared/model/cluster.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { followStream } from '../../api/followStream.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { FactStrip } from '../../ui/FactStrip.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { figureFacts } from './figureFacts.ts'
import classes from './Overview.module.css'

export function Figures({ connectionId }: { readonly connectionId: string }) {
  const { statistics, error } = useStatistics(connectionId)
  return (
    <Panel title="In figures" flush>
      <div className={classes.figures}>
        {statistics !== null ? (
          <FactStrip facts={figureFacts(statistics)} />
        ) : error !== null ? (
          <ErrorNotice error={error} title="The figures could not be read." />
        ) : (
          <LoadingRows label="Counting" rows={1} />
        )}
      </div>
    </Panel>
  )
}

interface Statistics {
  readonly statistics: ClusterStatistics | null
  readonly error: AppErrorData | null
}

function useStatistics(connectionId: string): Statistics {
  const { client, wire } = useApi()
  const [state, setState] = useState<Statistics>({ statistics: null, error: null })
  useEffect(
    () =>
      followStream({
        wire,
        open: (signal) => client.cluster.watchStatistics({ connectionId }, { signal }),
        onItem: (statistics) => setState({ statistics, error: null }),
        onError: (error) => setState((before) => ({ ...before, error })),
      }),
    [client, wire, connectionId],
  )
  return state
}
