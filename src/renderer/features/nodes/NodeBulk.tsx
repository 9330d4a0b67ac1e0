// Availability of one node or several: drain, pause, activate.
import { IconPlayerPause, IconPlayerPlay, IconTransferOut } from '@tabler/icons-react'
import type { Availability, SwarmNode } from '../../../shared/model/node.ts'
import { ActionButton } from '../actions/ActionButton.tsx'
import { availabilityOf, availabilityVerbs } from './nodeWords.ts'

export interface NodeBulkProps {
  readonly nodes: readonly SwarmNode[]
}

const icons = { active: IconPlayerPlay, pause: IconPlayerPause, drain: IconTransferOut } as const
const order: readonly Availability[] = ['drain', 'pause', 'active']

/** The buttons that change something for at least one of the nodes. */
export function NodeBulk({ nodes }: NodeBulkProps) {
  return order.map((availability) => {
    const Icon = icons[availability]
    const others = nodes.filter((node) => node.availability !== availability)
    if (others.length === 0) return null
    return (
      <ActionButton
        key={availability}
        action={others.map((node) => availabilityOf(node, availability))}
        icon={<Icon size={15} stroke={1.6} aria-hidden />}
      >
        {availabilityVerbs[availability]}
      </ActionButton>
    )
  })
}
