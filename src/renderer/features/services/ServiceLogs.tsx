// The output of a service, or of one of its tasks where the address names one.
import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import type { Task } from '../../../shared/model/task.ts'
import { shortId } from '../../ui/format.ts'
import { LogsPane } from '../logs/LogsPane.tsx'
import classes from './ServicePage.module.css'

export interface ServiceLogsProps {
  readonly service: Service
  readonly tasks: readonly Task[] | null
}

const none: readonly Task[] = []

export function ServiceLogs({ service, tasks }: ServiceLogsProps) {
  const [params, setParams] = useSearchParams()
  const taskId = params.get('task')
  const target = useMemo(
    () =>
      taskId === null
        ? ({ kind: 'service', id: service.id } as const)
        : ({ kind: 'task', id: taskId } as const),
    [taskId, service.id],
  )
  return (
    <>
      {taskId !== null && (
        <div className={classes.scope}>
          Only {tasks?.find((task) => task.id === taskId)?.name ?? shortId(taskId)}
          <Button size="xs" variant="default" onClick={() => setParams({})}>
            All tasks
          </Button>
        </div>
      )}
      <LogsPane key={taskId ?? 'all'} target={target} knownTasks={tasks ?? none} />
    </>
  )
}
