// A button that opens an action's dialog, disabled with the reason where nothing can be changed.
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ActionInput } from '../../../shared/model/action.ts'
import { DisabledReason } from '../../ui/DisabledReason.tsx'
import { useAct } from './useAct.tsx'
import { useBlocked } from './useBlocked.ts'

export interface ActionButtonProps {
  readonly action: ActionInput | readonly ActionInput[]
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly color?: 'red'
  /** Why this object does not allow it, besides the cluster's own reasons; null: it does. */
  readonly unfit?: string | null
  readonly size?: 'xs' | 'sm'
}

/** A bordered button. */
export function ActionButton({
  action,
  icon,
  children,
  color,
  unfit = null,
  size = 'sm',
}: ActionButtonProps) {
  const act = useAct()
  const blocked = useBlocked()
  return (
    <DisabledReason reason={blocked ?? unfit}>
      <Button
        variant="default"
        size={size}
        leftSection={icon}
        {...(color === undefined ? {} : { color })}
        onClick={() => act(action)}
      >
        {children}
      </Button>
    </DisabledReason>
  )
}
