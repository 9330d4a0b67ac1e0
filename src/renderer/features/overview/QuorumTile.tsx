// Quorum drawn: the managers, how many answer, how many are needed.
import { useMemo } from 'react'
import type { ClusterHealth } from '../../../shared/model/cluster.ts'
import type { SwarmNode } from '../../../shared/model/node.ts'
import { QuorumComb } from '../../ui/QuorumComb.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { quorumWords } from './quorumWords.ts'
import { withoutCommonPart } from './shortNames.ts'
import classes from './Overview.module.css'

export interface QuorumTileProps {
  readonly quorum: ClusterHealth['quorum']
  readonly nodes: readonly SwarmNode[]
  readonly onOpen: (nodeId: string) => void
}

export function QuorumTile({ quorum, nodes, onOpen }: QuorumTileProps) {
  const shortNames = useMemo(() => withoutCommonPart(nodes.filter((node) => node.manager !== null)), [nodes])
  const managers = nodes.flatMap(({ id, hostname, manager }) =>
    manager === null
      ? []
      : [
          {
            id,
            name: shortNames.get(id) ?? hostname,
            leader: manager.leader,
            reachable: manager.reachability === 'reachable',
          },
        ],
  )
  const { status, word, sentence } = quorumWords(quorum)
  return (
    <li className={classes.quorumTile}>
      <QuorumComb managers={managers} onOpen={(manager) => onOpen(manager.id)} />
      <div className={classes.quorumWords}>
        <StatusWord status={status} strong>
          {word}
        </StatusWord>
        <p>{sentence}</p>
        <QuorumBar quorum={quorum} />
      </div>
    </li>
  )
}

/** One part a manager, a tick behind the last one that is needed. */
function QuorumBar({ quorum: { managers, reachable, needed } }: Pick<QuorumTileProps, 'quorum'>) {
  return (
    <div className={classes.quorumBar} aria-hidden="true">
      {Array.from({ length: managers }, (_, index) => (
        <span
          key={index}
          data-lost={index >= reachable || undefined}
          data-spare={(index < reachable && index >= needed) || undefined}
        />
      ))}
      {managers > 1 && <i style={{ left: `calc(${(needed / managers) * 100}% - 1px)` }} />}
    </div>
  )
}
