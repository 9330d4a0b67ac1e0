// Why a control is disabled: it keeps its place, and a tooltip that also opens on focus says why.
import { Tooltip } from '@mantine/core'
import { cloneElement, useId, type MouseEvent, type ReactElement } from 'react'
import classes from './DisabledReason.module.css'

interface Disableable {
  readonly disabled?: boolean | undefined
  readonly 'data-disabled'?: boolean | undefined
  readonly 'aria-disabled'?: boolean | undefined
  readonly 'aria-describedby'?: string | undefined
  readonly onClick?: ((event: MouseEvent) => void) | undefined
}

export interface DisabledReasonProps {
  /** null: the control works. */
  readonly reason: string | null
  /** One Mantine control (Button, ActionIcon). */
  readonly children: ReactElement<Disableable>
}

/**
 * Leaves the control focusable (aria-disabled), so that keyboard and screen reader users learn the reason too; a press
 * does nothing.
 */
export function DisabledReason({ reason, children }: DisabledReasonProps) {
  const id = useId()
  if (reason === null) return children
  return (
    <>
      <Tooltip label={reason}>
        {cloneElement(children, {
          'data-disabled': true,
          'aria-disabled': true,
          'aria-describedby': id,
          onClick: (event: MouseEvent) => event.preventDefault(),
        })}
      </Tooltip>
      <span id={id} className={classes.hidden}>
        {reason}
      </span>
    </>
  )
}
