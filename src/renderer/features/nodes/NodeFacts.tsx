// The facts of a node in one strip, its tasks drawn.
import { useNavigate } from 'react-router'
import type { SwarmNode } from '../../../shared/model/node.ts'
import type { Task } from '../../../shared/model/task.ts'
import { address } from '../../api/addresses.ts'
import { useCluster } from '../../api/cluster.ts'
import { Comb } from '../../ui/Comb.tsx'
import { FactStrip } from '../../ui/FactStrip.tsx'
import { formatBytes, formatCores } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { availabilityWord } from './nodeWords.ts'
import classes from './NodePage.module.css'

export interface NodeFactsProps {
  readonly node: SwarmNode
  readonly tasks: readonly Task[]
}

export function NodeFacts({ node, tasks }: NodeFactsProps) {
  const { connection, servicesById } = useCluster()
  const navigate = useNavigate()
  const present = tasks.filter((task) => task.phase !== 'ended' && task.phase !== 'complete')
  const open = (id: string) => {
    const service = servicesById.get(tasks.find((task) => task.id === id)?.serviceId ?? '')
    if (service !== undefined) void navigate(address.service(connection.id, service.name))
  }
  return (
    <FactStrip
      facts={[
        ...(present.length === 0
          ? []
          : [
              {
                label: 'Tasks',
                value: (
                  <Comb
                    tasks={present}
                    radius={7.1}
                    width={300}
                    label={`Tasks of ${node.hostname}`}
                    onOpen={(task) => open(task.id)}
                  />
                ),
              },
            ]),
        { label: 'Availability', value: availabilityWord(node.availability) },
        { label: 'Address', value: <span className={classes.mono}>{node.address || '–'}</span> },
        ...(node.manager === null
          ? []
          : [
              {
                label: 'Manager address',
                value: <span className={classes.mono}>{node.manager.address}</span>,
              },
            ]),
        { label: 'Engine', value: node.engineVersion },
        { label: 'Platform', value: `${node.os}, ${node.architecture}` },
        { label: 'Hardware', value: `${formatCores(node.nanoCpus)}, ${formatBytes(node.memoryBytes)}` },
        { label: 'Joined', value: <RelativeTime at={node.createdAt} suffix="ago" /> },
      ]}
    />
  )
}
