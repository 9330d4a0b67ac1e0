// A question as a dialog of its own. Actions on the cluster open theirs through `useAct`.
import { Modal } from '@mantine/core'
import { ConfirmForm, type ConfirmFormProps } from './ConfirmForm.tsx'

export interface ConfirmDialogProps extends ConfirmFormProps {
  readonly opened: boolean
  /** A question or a statement, as in `Demote node3 to worker?` */
  readonly title: string
  readonly size?: number
}

/** See `ConfirmForm` for what stands in it. */
export function ConfirmDialog({ opened, title, size = 520, ...form }: ConfirmDialogProps) {
  return (
    <Modal opened={opened} onClose={form.onClose} title={title} size={size} withCloseButton={false}>
      <ConfirmForm {...form} />
    </Modal>
  )
}
