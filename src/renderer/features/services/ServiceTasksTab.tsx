// The tasks of a service and the command line that lists them.
import { shellLine } from '../../../shared/shellQuote.ts'
import type { Service } from '../../../shared/model/service.ts'
import type { Task } from '../../../shared/model/task.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { TaskTable } from './TaskTable.tsx'
import classes from './ServicePage.module.css'

export interface ServiceTasksTabProps {
  readonly service: Service
  readonly tasks: readonly Task[] | null
  readonly withEnded: boolean
}

export function ServiceTasksTab({ service, tasks, withEnded }: ServiceTasksTabProps) {
  return (
    <>
      <TaskTable label={`Tasks of ${service.name}`} tasks={tasks} withEnded={withEnded} of="service" />
      <div className={classes.command}>
        <CommandLine commands={shellLine(['docker', 'service', 'ps', service.name, '--no-trunc'])} />
      </div>
    </>
  )
}
