// What stands in a dialog that asks before something happens: consequences computed from the live state, the command, a
// typed name where it cannot be undone. Focus goes to the field, else to the safe button, never to a destructive one.
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { AppErrorData } from '../../shared/errors.ts'
import type { Consequence } from '../../shared/model/action.ts'
import { CommandLine } from './CommandLine.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import { StatusGlyph } from './StatusGlyph.tsx'
import classes from './ConfirmDialog.module.css'

export interface ConfirmFormProps {
  readonly onClose: () => void
  readonly onConfirm: () => void
  readonly intro?: ReactNode
  readonly consequences?: readonly Consequence[]
  readonly commands?: readonly string[]
  /** The name to type before the button works; null: none. */
  readonly typedName?: string | null
  /** Faint, bottom left, as in `Can be undone with Promote`. */
  readonly note?: string | null
  /** Verb and thing. */
  readonly confirm: string
  readonly destructive?: boolean
  /** Runs: the buttons wait. */
  readonly busy?: boolean
  /** Why the button does not work now, said in the note's place; null: it works. */
  readonly blocked?: string | null
  /** The button waits without a word, because a field says what is wrong or the state is still being read. */
  readonly waiting?: boolean
  readonly error?: AppErrorData | null
  readonly errorTitle?: string
  readonly errorAction?: ReactNode
  /** Fields, between the consequences and the command. The first with `data-autofocus` gets the focus. */
  readonly children?: ReactNode
  /** True where `children` hold the field to focus. */
  readonly hasField?: boolean
}

/** The one shape of a question. */
export function ConfirmForm({
  onClose,
  onConfirm,
  intro,
  consequences = [],
  commands = [],
  typedName = null,
  note = null,
  confirm,
  destructive = false,
  busy = false,
  blocked = null,
  waiting = false,
  error = null,
  errorTitle,
  errorAction,
  children,
  hasField = false,
}: ConfirmFormProps) {
  const [typed, setTyped] = useState('')
  const isNamed = typedName === null || typed.trim() === typedName
  const canConfirm = isNamed && !busy && !waiting && blocked === null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canConfirm) onConfirm()
  }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {intro !== undefined && intro !== '' && <p className={classes.intro}>{intro}</p>}
      {consequences.length > 0 && (
        <ul className={classes.consequences}>
          {consequences.map((each) => (
            <li key={`${each.text}${each.detail}`}>
              <StatusGlyph status={each.tone} size={14} />
              <span>
                <b>{each.text}</b>
                {each.detail !== '' && ` ${each.detail}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {children}
      <CommandLine commands={commands} />
      {typedName !== null && (
        <TextInput
          label={
            <>
              Type <code className={classes.typed}>{typedName}</code> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          classNames={{ input: classes.mono ?? '' }}
          autoComplete="off"
          spellCheck={false}
          autoFocus={!hasField}
        />
      )}
      {error !== null && (
        <ErrorNotice
          error={error}
          action={errorAction}
          {...(errorTitle === undefined ? {} : { title: errorTitle })}
        />
      )}
      <div className={classes.foot}>
        <span className={classes.note}>{blocked ?? note}</span>
        <Button
          variant="default"
          size="md"
          onClick={onClose}
          data-autofocus={(typedName === null && !hasField) || undefined}
        >
          Cancel
        </Button>
        <Button
          type="submit"
          size="md"
          {...(destructive ? { color: 'red' } : {})}
          disabled={!canConfirm && !busy}
          loading={busy}
        >
          {confirm}
        </Button>
      </div>
    </form>
  )
}
