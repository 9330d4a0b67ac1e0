// One service: its status with the reason, what can be done, its tasks, logs, settings and spec.
import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Service } from '../../../shared/model/service.ts'
import { shellLine } from '../../../shared/shellQuote.ts'
import { address } from '../../api/addresses.ts'
import { serviceOf, useCluster } from '../../api/cluster.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ServiceFacts } from './ServiceFacts.tsx'
import { ServiceHead } from './ServiceHead.tsx'
import { ServiceLogs } from './ServiceLogs.tsx'
import { ServiceReason } from './ServiceReason.tsx'
import { ServiceSettings } from './ServiceSettings.tsx'
import { ServiceSpec } from './ServiceSpec.tsx'
import { pastTasks } from './taskOrder.ts'
import { useServiceTasks } from './useServiceTasks.ts'
import { TaskTable } from './TaskTable.tsx'
import { WithEnded } from './WithEnded.tsx'
import classes from './ServicePage.module.css'

const tabs = ['tasks', 'logs', 'settings', 'spec'] as const
type Tab = (typeof tabs)[number]

export function ServicePage() {
  const { service: reference = '' } = useParams()
  const picture = useCluster()
  const service = serviceOf(picture, reference)
  if (service === null) {
    return (
      <EmptyState title={`There is no service ${reference}`}>
        It may have been removed meanwhile, or the address is mistyped.
      </EmptyState>
    )
  }
  return <Detail key={service.id} service={service} connectionId={picture.connection.id} />
}

interface DetailProps {
  readonly service: Service
  readonly connectionId: string
}

function Detail({ service, connectionId }: DetailProps) {
  const params = useParams()
  const navigate = useNavigate()
  const tab: Tab = tabs.find((each) => each === params['tab']) ?? 'tasks'
  const [withEnded, setWithEnded] = useState(false)
  const { tasks, error } = useServiceTasks(connectionId, service.id)
  const shownTasks = tasks === null ? null : withEnded ? tasks.length : tasks.length - pastTasks(tasks).size
  return (
    <div className={classes.page} data-fill>
      <ServiceHead service={service} connectionId={connectionId} />
      <ServiceFacts service={service} connectionId={connectionId} />
      <ServiceReason service={service} />
      <Tabs
        className={classes.tabs}
        data-bleed={tab === 'logs' || undefined}
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate(
            address.service(connectionId, service.name, next === 'tasks' ? undefined : (next ?? undefined)),
          )
        }
      >
        <div className={classes.list}>
          <Tabs.List>
            <Tabs.Tab value="tasks">
              Tasks {shownTasks !== null && <span className={classes.count}>{shownTasks}</span>}
            </Tabs.Tab>
            <Tabs.Tab value="logs">Logs</Tabs.Tab>
            <Tabs.Tab value="settings">Settings</Tabs.Tab>
            <Tabs.Tab value="spec">Spec</Tabs.Tab>
          </Tabs.List>
          {tab === 'tasks' && <WithEnded checked={withEnded} onChange={setWithEnded} />}
        </div>
        <Tabs.Panel value="tasks" className={classes.panel}>
          {error !== null && (
            <div className={classes.notice}>
              <ErrorNotice error={error} title={`Tasks of ${service.name} could not be read.`} />
            </div>
          )}
          <TaskTable label={`Tasks of ${service.name}`} tasks={tasks} withEnded={withEnded} of="service" />
        </Tabs.Panel>
        <Tabs.Panel value="logs" className={classes.panel}>
          <ServiceLogs service={service} tasks={tasks} />
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.panel}>
          <ServiceSettings connectionId={connectionId} service={service} />
        </Tabs.Panel>
        <Tabs.Panel value="spec" className={classes.panel}>
          <ServiceSpec connectionId={connectionId} service={service} />
        </Tabs.Panel>
      </Tabs>
      {tab !== 'logs' && (
        <div className={classes.command}>
          <CommandLine commands={shellLine(commandOf(tab, service.name))} />
        </div>
      )}
    </div>
  )
}

/** The docker command that prints what the tab shows. */
const commandOf = (tab: Exclude<Tab, 'logs'>, name: string): readonly string[] => {
  if (tab === 'tasks') return ['docker', 'service', 'ps', name, '--no-trunc']
  return ['docker', 'service', 'inspect', ...(tab === 'settings' ? ['--pretty'] : []), name]
}
