// Quorum and the nodes with their tasks on them.
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { CombLegend } from '../../ui/CombLegend.tsx'
import { formatBytes, formatCores, formatPlural } from '../../ui/format.ts'
import { Panel } from '../../ui/Panel.tsx'
import { countPhases } from '../../ui/phases.ts'
import { NodeTile } from './NodeTile.tsx'
import { nodeTiles, presentTasks } from './nodeTiles.ts'
import { QuorumTile } from './QuorumTile.tsx'
import classes from './Overview.module.css'

/** Eight rows of five, two of them the quorum's; where even they do not hold all, four rows leave room for the rest. */
const mostTiles = 38
const fewTiles = 18

export function NodeMap({ picture }: { readonly picture: ClusterPicture }) {
  const navigate = useNavigate()
  const { connection, nodes, tasks, tasksByNode, servicesById, health } = picture
  const { tiles, left, leftUnwell } = useMemo(
    () => nodeTiles({ nodes, tasksByNode }, nodes.length > mostTiles ? fewTiles : mostTiles),
    [nodes, tasksByNode],
  )
  const counts = useMemo(() => countPhases(presentTasks(tasks)), [tasks])
  const hardware = useMemo(
    () => ({
      nanoCpus: nodes.reduce((sum, node) => sum + node.nanoCpus, 0),
      memoryBytes: nodes.reduce((sum, node) => sum + node.memoryBytes, 0),
    }),
    [nodes],
  )
  const openTask = (taskId: string) => {
    const service = servicesById.get(picture.tasksById.get(taskId)?.serviceId ?? '')
    if (service) void navigate(address.service(connection.id, service.name))
  }
  return (
    <Panel
      title="Nodes and their tasks"
      count={`${formatPlural(nodes.length, 'node')} · ${formatCores(hardware.nanoCpus)} · ${formatBytes(hardware.memoryBytes)}`}
      action={<CombLegend counts={counts} />}
      flush
    >
      <ul className={classes.tiles}>
        {health !== null && (
          <QuorumTile
            quorum={health.quorum}
            nodes={nodes}
            onOpen={(id) => void navigate(address.node(connection.id, id))}
          />
        )}
        {tiles.map((tile) => (
          <NodeTile
            key={tile.node.id}
            connectionId={connection.id}
            node={tile.node}
            status={tile.status.status}
            word={tile.status.word}
            tasks={tile.tasks}
            onOpenTask={openTask}
          />
        ))}
      </ul>
      {left > 0 && (
        <p className={classes.rest}>
          {formatPlural(left, 'more node')},{' '}
          {leftUnwell === 0 ? 'all ready' : `${leftUnwell} of them not ready`}.{' '}
          <Link to={address.nodes(connection.id)}>All nodes</Link>
        </p>
      )}
    </Panel>
  )
}
