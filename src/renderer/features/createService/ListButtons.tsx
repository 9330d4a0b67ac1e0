// The buttons of a list in the form: one more, and one less.
import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import classes from './CreateServicePage.module.css'

export interface AddButtonProps {
  /** As in `port`. */
  readonly noun: string
  readonly onClick: () => void
}

export function AddButton({ noun, onClick }: AddButtonProps) {
  return (
    <Button variant="subtle" leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />} onClick={onClick}>
      Add {noun}
    </Button>
  )
}

export interface RemoveButtonProps extends AddButtonProps {
  /** From 1. */
  readonly position: number
  /** Whether the fields beside it have labels above them. */
  readonly labelled?: boolean
}

export function RemoveButton({ noun, position, labelled = true, onClick }: RemoveButtonProps) {
  return (
    <ActionIcon
      className={labelled ? classes.remove : undefined}
      aria-label={`Remove ${noun} ${position}`}
      onClick={onClick}
    >
      <IconTrash size={16} stroke={1.6} aria-hidden />
    </ActionIcon>
  )
}
