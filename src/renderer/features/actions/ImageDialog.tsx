// Another image for a service: refused at the field where it is no reference, with what the update will do beneath.
import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { ActionInput } from '../../../shared/model/action.ts'
import { imageReference } from '../../../shared/model/serviceSpec.ts'
import { ActionForm } from './ActionForm.tsx'
import { withoutFrom } from './withoutFrom.ts'
import classes from './ImageDialog.module.css'

type ChangeImage = Extract<ActionInput, { readonly kind: 'service.image' }>

export interface ImageDialogProps {
  readonly connectionId: string
  readonly action: ChangeImage
  readonly onTitle: (title: string) => void
  readonly onClose: () => void
}

export function ImageDialog({ action: asked, ...common }: ImageDialogProps) {
  const [wanted, setWanted] = useState(asked)
  // The digest is left out of the field: a new one is resolved from the tag, as the docker CLI does.
  const [typed, setTyped] = useState(asked.image.replace(/@.*$/, ''))
  const [withRegistryAuth, setWithRegistryAuth] = useState(asked.withRegistryAuth ?? false)
  const parsed = imageReference.safeParse(typed)
  const error = parsed.success ? null : (parsed.error.issues[0]?.message ?? 'Enter an image.')
  const [settled] = useDebouncedValue(parsed.success ? parsed.data : asked.image, 300)
  const actions = useMemo<readonly [ChangeImage]>(
    () => [{ ...wanted, image: settled, withRegistryAuth }],
    [wanted, settled, withRegistryAuth],
  )
  return (
    <ActionForm
      {...common}
      actions={actions}
      confirm={`Change image of ${asked.service}`}
      asked={parsed.success}
      settling={parsed.success && settled !== parsed.data}
      onLookAgain={() => {
        const [action] = withoutFrom([wanted])
        setWanted(action)
      }}
    >
      <TextInput
        label="Image"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={error}
        classNames={{ input: classes.mono ?? '' }}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <Checkbox
        label="Send this machine's registry login along"
        checked={withRegistryAuth}
        onChange={(event) => setWithRegistryAuth(event.currentTarget.checked)}
      />
    </ActionForm>
  )
}
