// The question before an action that needs no further value: restart, roll back, remove, drain, labels.
import { useState } from 'react'
import type { ActionInput } from '../../../shared/model/action.ts'
import { ActionForm } from './ActionForm.tsx'
import { provisionalTitle } from './actionWords.ts'
import { withoutFrom } from './withoutFrom.ts'

export interface PreviewDialogProps {
  readonly connectionId: string
  readonly actions: readonly [ActionInput, ...ActionInput[]]
  readonly onTitle: (title: string) => void
  readonly onClose: () => void
}

export function PreviewDialog({ actions: asked, ...common }: PreviewDialogProps) {
  const [actions, setActions] = useState(asked)
  return (
    <ActionForm
      {...common}
      actions={actions}
      confirm={provisionalTitle(actions)}
      onLookAgain={() => setActions(withoutFrom(actions))}
    />
  )
}
