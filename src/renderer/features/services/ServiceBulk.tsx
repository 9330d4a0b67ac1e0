// What can be done with several services at once.
import { IconArrowBackUp, IconArrowsDiagonal, IconRefresh, IconTrash } from '@tabler/icons-react'
import type { Service } from '../../../shared/model/service.ts'
import { ActionButton } from '../actions/ActionButton.tsx'
import { noRollback, removalOf, restartOf, rollbackOf, scaleOf, unscalable } from './serviceWords.ts'

export interface ServiceBulkProps {
  readonly services: readonly Service[]
}

export function ServiceBulk({ services }: ServiceBulkProps) {
  const firstReason = (why: (service: Service) => string | null): string | null => {
    const unfit = services.find((service) => why(service) !== null)
    return unfit === undefined ? null : `${unfit.name}: ${why(unfit) ?? ''}`
  }
  return (
    <>
      <ActionButton
        action={services.map(scaleOf)}
        icon={<IconArrowsDiagonal size={15} stroke={1.6} aria-hidden />}
        unfit={firstReason(unscalable)}
      >
        Scale
      </ActionButton>
      <ActionButton
        action={services.map(restartOf)}
        icon={<IconRefresh size={15} stroke={1.6} aria-hidden />}
      >
        Restart
      </ActionButton>
      <ActionButton
        action={services.map(rollbackOf)}
        icon={<IconArrowBackUp size={15} stroke={1.6} aria-hidden />}
        unfit={firstReason(noRollback)}
      >
        Roll back
      </ActionButton>
      <ActionButton
        action={services.map(removalOf)}
        icon={<IconTrash size={15} stroke={1.6} aria-hidden />}
        color="red"
      >
        Remove
      </ActionButton>
    </>
  )
}
