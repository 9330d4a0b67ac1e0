// The link is up, but there is no cluster to show: a worker, no swarm, locked, no quorum.
import { Button } from '@mantine/core'
import type { AppErrorData, ErrorCode } from '../../../shared/errors.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import classes from './Frame.module.css'

const titles: Readonly<Partial<Record<ErrorCode, (name: string) => string>>> = {
  'swarm.none': (name) => `${name} is not in a swarm.`,
  'swarm.notManager': (name) => `${name} is a worker, not a manager.`,
  'swarm.locked': (name) => `The swarm of ${name} is locked.`,
  'swarm.noQuorum': (name) => `${name} has lost its quorum.`,
}

export interface ClusterProblemProps {
  readonly problem: AppErrorData
  readonly connection: Connection
  readonly onRetry: () => void
}

export function ClusterProblem({ problem, connection, onRetry }: ClusterProblemProps) {
  const dialogs = useConnectionDialogs()
  const title = titles[problem.code]?.(connection.name) ?? `${connection.name} cannot be shown.`
  return (
    <div className={classes.centre}>
      <div className={classes.notice}>
        <h1 className={classes.hidden}>{connection.name}</h1>
        <ErrorNotice
          error={problem}
          title={title}
          onRetry={onRetry}
          retryLabel="Read again"
          action={
            connection.demo ? undefined : (
              <Button size="xs" variant="default" onClick={() => dialogs.edit(connection)}>
                Edit connection…
              </Button>
            )
          }
        />
      </div>
    </div>
  )
}
