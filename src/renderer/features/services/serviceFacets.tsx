// What services can be narrowed down by.
import type { ReactNode } from 'react'
import type { Service } from '../../../shared/model/service.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { serviceStatus } from '../../ui/status.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { Facet } from '../../ui/table/column.ts'
import { statusOrder } from './serviceColumns.tsx'
import { modeWord } from './serviceWords.ts'

/** Status, stack, node and mode. A service is on a node where one of its tasks runs or starts there. */
export function serviceFacets({
  tasksByService,
  nodesById,
}: Pick<ClusterPicture, 'tasksByService' | 'nodesById'>): readonly Facet<Service>[] {
  const nodesOf = (service: Service): readonly string[] => {
    const ids = new Set(
      (tasksByService.get(service.id) ?? []).flatMap((task) =>
        task.phase === 'running' || task.phase === 'starting' ? (task.nodeId ?? []) : [],
      ),
    )
    return [...ids].flatMap((id) => nodesById.get(id)?.hostname ?? [])
  }
  return [
    {
      id: 'status',
      label: 'Status',
      kind: 'joined',
      of: (service) => serviceStatus(service).word,
      order: statusOrder,
      render: renderStatus,
    },
    { id: 'stack', label: 'Stack', kind: 'menu', of: (service) => service.stack ?? 'no stack' },
    { id: 'node', label: 'Node', kind: 'menu', of: nodesOf },
    { id: 'mode', label: 'Mode', kind: 'menu', of: (service) => modeWord(service.mode) },
  ]
}

const glyphs = {
  Down: 'bad',
  Degraded: 'warn',
  Paused: 'hold',
  Updating: 'busy',
  'Rolling back': 'busy',
  Running: 'ok',
  Complete: 'done',
  Stopped: 'idle',
} as const

function renderStatus(word: string): ReactNode {
  const known = statusOrder.find((each) => each === word)
  return (
    <>
      {known !== undefined && <StatusGlyph status={glyphs[known]} size={13} />}
      {word}
    </>
  )
}
