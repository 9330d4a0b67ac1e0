// What all dialogs of actions share: the preview in words, the run, and its refusal with what to do about it.
import { Button } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'
import type { ActionInput } from '../../../shared/model/action.ts'
import { ConfirmForm } from '../../ui/ConfirmForm.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { provisionalTitle } from './actionWords.ts'
import { useDialogBlock } from './useBlocked.ts'
import { usePreview } from './usePreview.ts'
import { useRunActions } from './useRunActions.ts'

export interface ActionFormProps {
  readonly connectionId: string
  readonly actions: readonly [ActionInput, ...ActionInput[]]
  readonly onTitle: (title: string) => void
  readonly onClose: () => void
  /** The button until main has named it. */
  readonly confirm: string
  /** False while a field is not right or says what is already so: nothing is asked, the button waits. */
  readonly asked?: boolean
  /** True while what is typed has not settled: the last answer stays in sight, the button waits. */
  readonly settling?: boolean
  /** Takes the newest state for granted: the reader has seen that it changed. */
  readonly onLookAgain?: () => void
  readonly children?: ReactNode
}

export function ActionForm(props: ActionFormProps) {
  const {
    connectionId,
    actions,
    onTitle,
    onClose,
    asked = true,
    settling = false,
    onLookAgain,
    children,
  } = props
  const { preview: answer, isCurrent, error, retry } = usePreview(connectionId, actions, asked && !settling)
  const preview = asked ? answer : null
  const run = useRunActions(connectionId, onClose)
  const blocked = useDialogBlock(connectionId)
  const title = preview?.title ?? provisionalTitle(actions)
  useEffect(() => {
    onTitle(title)
    // The title alone decides; a new callback with the same title changes nothing.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [title])

  const refusal = run.error ?? error
  const lookAgain = () => {
    run.reset()
    onLookAgain?.()
    retry()
  }
  const canLookAgain = refusal !== null && (run.error === null || refusal.code === 'engine.conflict')
  return (
    <ConfirmForm
      onClose={onClose}
      onConfirm={() => run.run(actions)}
      intro={
        preview === null ? undefined : (
          <>
            {preview.intro}
            {preview.consequences.length > 0 && (
              <>
                {preview.intro === '' ? '' : ' '}Computed from the state{' '}
                <RelativeTime at={preview.asOf} suffix="ago" />:
              </>
            )}
          </>
        )
      }
      consequences={preview?.consequences ?? []}
      commands={preview?.commands ?? []}
      typedName={preview?.typedName ?? null}
      note={preview?.note ?? null}
      confirm={preview?.confirm ?? props.confirm}
      destructive={preview?.destructive ?? false}
      busy={run.busy}
      blocked={blocked}
      waiting={settling || !isCurrent || preview === null}
      error={refusal}
      {...(run.errorTitle === undefined ? {} : { errorTitle: run.errorTitle })}
      errorAction={
        canLookAgain ? (
          <Button size="xs" variant="default" onClick={lookAgain}>
            Look again
          </Button>
        ) : undefined
      }
      hasField={children !== undefined}
    >
      {children}
      {preview === null && error === null && asked && (
        <LoadingRows label="Computing what would happen" rows={2} />
      )}
    </ConfirmForm>
  )
}
