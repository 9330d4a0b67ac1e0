// Chooses the dialog of an action: with a field for scale and image, else the question with its consequences.
import type { ActionInput } from '../../../shared/model/action.ts'
import { ImageDialog } from './ImageDialog.tsx'
import { PreviewDialog } from './PreviewDialog.tsx'
import { ScaleDialog } from './ScaleDialog.tsx'

export interface ActionDialogProps {
  readonly connectionId: string
  readonly actions: readonly [ActionInput, ...ActionInput[]]
  /** The title, once main has said it. */
  readonly onTitle: (title: string) => void
  readonly onClose: () => void
}

export function ActionDialog({ connectionId, actions, onTitle, onClose }: ActionDialogProps) {
  const [first, ...rest] = actions
  const common = { connectionId, onTitle, onClose }
  if (first.kind === 'service.scale') {
    const others = rest.filter((each) => each.kind === 'service.scale')
    return <ScaleDialog {...common} actions={[first, ...others]} />
  }
  if (first.kind === 'service.image' && rest.length === 0) return <ImageDialog {...common} action={first} />
  return <PreviewDialog {...common} actions={actions} />
}
