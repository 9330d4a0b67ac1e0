// How many replicas: the field refuses what is no count, and the consequences follow what is typed.
import { NumberInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { ActionInput } from '../../../shared/model/action.ts'
import { ActionForm } from './ActionForm.tsx'
import { groupName, targetOf } from './actionWords.ts'
import { replicasOf } from './replicasField.ts'
import { withoutFrom } from './withoutFrom.ts'

type Scale = Extract<ActionInput, { readonly kind: 'service.scale' }>

export interface ScaleDialogProps {
  readonly connectionId: string
  readonly actions: readonly [Scale, ...Scale[]]
  readonly onTitle: (title: string) => void
  readonly onClose: () => void
}

/** One service, or the same count for several. */
export function ScaleDialog({ actions: asked, ...common }: ScaleDialogProps) {
  const [wanted, setWanted] = useState(asked)
  const [typed, setTyped] = useState<string | number>(asked[0].replicas)
  const field = replicasOf(typed)
  const [settled] = useDebouncedValue(field.value ?? wanted[0].replicas, 150)
  const actions = useMemo<readonly [Scale, ...Scale[]]>(() => {
    const [first, ...rest] = wanted
    return [{ ...first, replicas: settled }, ...rest.map((each) => ({ ...each, replicas: settled }))]
  }, [wanted, settled])
  const name = actions.length === 1 ? targetOf(actions[0]) : groupName(actions)
  return (
    <ActionForm
      {...common}
      actions={actions}
      confirm={`Scale ${name}`}
      asked={field.error === null && !(actions.length === 1 && field.value === wanted[0].from)}
      settling={settled !== field.value}
      onLookAgain={() => setWanted(withoutFrom(wanted))}
    >
      <NumberInput
        label={actions.length === 1 ? 'Replicas' : 'Replicas of each'}
        value={typed}
        onChange={setTyped}
        error={field.error}
        w={240}
        step={1}
        clampBehavior="none"
        allowNegative
        allowDecimal
        thousandSeparator=","
        selectAllOnFocus
        data-autofocus
      />
    </ActionForm>
  )
}
