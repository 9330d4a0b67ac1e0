// Copies a text to the clipboard and says so for a moment.
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'

export interface CopyButtonProps {
  readonly text: string
  /** What is copied, as in `Copy command`: the button's name. */
  readonly label: string
  /** `icon` (default), or the label as text. */
  readonly variant?: 'icon' | 'text'
  readonly size?: 'xs' | 'sm'
}

/** A copy button; where the clipboard refuses, its name says so. */
export function CopyButton({ text, label, variant = 'icon', size = 'xs' }: CopyButtonProps) {
  const clipboard = useClipboard({ timeout: 1500 })
  const said = clipboard.error === null ? (clipboard.copied ? 'Copied' : label) : 'The clipboard refused it'
  const icon = clipboard.copied ? (
    <IconCheck size={14} stroke={1.6} aria-hidden />
  ) : (
    <IconCopy size={14} stroke={1.6} aria-hidden />
  )
  if (variant === 'text') {
    return (
      <Button
        variant="subtle"
        color="gray"
        size={size}
        leftSection={icon}
        onClick={() => clipboard.copy(text)}
      >
        {said}
      </Button>
    )
  }
  return (
    <Tooltip label={said}>
      <ActionIcon size={size} aria-label={said} onClick={() => clipboard.copy(text)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}
