// One node: facts, labels, tasks, and its availability.
import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { SwarmNode } from '../../../shared/model/node.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { address } from '../../api/addresses.ts'
import { useConnectionId, useNode, useTasksOfNode } from '../../api/cluster.ts'
import { errorData } from '../../api/followStream.ts'
import { nodeInspectQuery, nodeTasksQuery } from '../../api/queries.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { DetailHead } from '../../ui/DetailHead.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { RawObject } from '../../ui/RawObject.tsx'
import { nodeStatus } from '../../ui/status.ts'
import { TaskTable } from '../services/TaskTable.tsx'
import { WithEnded } from '../services/WithEnded.tsx'
import { NodeBulk } from './NodeBulk.tsx'
import { NodeFacts } from './NodeFacts.tsx'
import { NodeLabels } from './NodeLabels.tsx'
import { roleWord } from './nodeWords.ts'
import classes from './NodePage.module.css'

export function NodePage() {
  const { node: reference = '' } = useParams()
  const node = useNode(reference)
  if (node === null) {
    return (
      <EmptyState title={`There is no node ${reference}`}>
        It may have left the swarm meanwhile, or the address is mistyped.
      </EmptyState>
    )
  }
  return <Detail key={node.id} node={node} />
}

function Detail({ node }: { readonly node: SwarmNode }) {
  const connectionId = useConnectionId()
  const live = useTasksOfNode(node.id)
  const [tab, setTab] = useState<string | null>('tasks')
  const [withEnded, setWithEnded] = useState(false)
  const client = useClient()
  const remembered = useQuery({ ...nodeTasksQuery(client, connectionId, node.id), enabled: withEnded })
  const spec = useQuery({ ...nodeInspectQuery(client, connectionId, node.id), enabled: tab === 'spec' })
  const running = live.filter((task) => task.phase === 'running').length
  const { status, word } = nodeStatus(node, running)
  return (
    <div className={classes.page} data-fill>
      <DetailHead
        crumb={{ label: 'Nodes', to: address.nodes(connectionId) }}
        title={node.hostname}
        pill={<Pill status={status}>{word}</Pill>}
        note={roleWord(node)}
        actions={<NodeBulk nodes={[node]} />}
      />
      <NodeFacts node={node} tasks={live} />
      {status === 'bad' && node.message !== '' && <p className={classes.message}>{node.message}</p>}
      <Tabs className={classes.tabs} value={tab} onChange={setTab} keepMounted={false}>
        <div className={classes.list}>
          <Tabs.List>
            <Tabs.Tab value="tasks">
              Tasks <span className={classes.count}>{running}</span>
            </Tabs.Tab>
            <Tabs.Tab value="labels">
              Labels <span className={classes.count}>{Object.keys(node.labels).length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="spec">Spec</Tabs.Tab>
          </Tabs.List>
          {tab === 'tasks' && <WithEnded checked={withEnded} onChange={setWithEnded} />}
        </div>
        <Tabs.Panel value="tasks" className={classes.panel}>
          {withEnded && remembered.error !== null && (
            <div className={classes.notice}>
              <ErrorNotice
                error={errorData(remembered.error)}
                title={`Ended tasks of ${node.hostname} could not be read.`}
                onRetry={() => void remembered.refetch()}
              />
            </div>
          )}
          <TaskTable
            label={`Tasks of ${node.hostname}`}
            tasks={withEnded ? (remembered.data ?? live) : live}
            withEnded={withEnded}
            of="node"
          />
        </Tabs.Panel>
        <Tabs.Panel value="labels" className={classes.panel}>
          <NodeLabels node={node} />
        </Tabs.Panel>
        <Tabs.Panel value="spec" className={classes.panel}>
          <RawObject
            label={`Spec of ${node.hostname}`}
            value={spec.data}
            error={spec.error === null ? null : errorData(spec.error)}
            onRetry={() => void spec.refetch()}
          />
        </Tabs.Panel>
      </Tabs>
      <div className={classes.command}>
        <CommandLine
          commands={
            tab === 'tasks' ? `docker node ps ${node.id} --no-trunc` : `docker node inspect ${node.id}`
          }
        />
      </div>
    </div>
  )
}
