// Adding or changing a connection by its address: where the engine is, how to reach it, a test before it is saved.
import { Button, Modal, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import type { AppErrorData } from '../../../shared/errors.ts'
import type {
  Connection,
  ConnectionDraft,
  ConnectionTest,
  FoundPlace,
} from '../../../shared/model/connection.ts'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { appInfoQuery } from '../../api/queries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import {
  emptyForm,
  fieldOf,
  formOf,
  readForm,
  suggestedName,
  type ConnectionForm,
  type FieldErrors,
} from './connectionForm.ts'
import { EndpointFields } from './EndpointFields.tsx'
import { FirstContactDialog } from './FirstContactDialog.tsx'
import { hostKeyOf } from './hostKeyDetails.ts'
import { secretsKept } from './secretsKept.ts'
import { TestResult } from './TestResult.tsx'
import dialog from './Dialog.module.css'

export interface AddressDialogProps {
  /** The connection to change; a new one where left out. */
  readonly connection?: Connection
  /** Fills a new one from a found place. */
  readonly place?: FoundPlace | null
  readonly onClose: () => void
}

const kinds = [
  { value: 'ssh', label: 'SSH' },
  { value: 'local', label: 'Local socket' },
  { value: 'tls', label: 'TCP with TLS' },
] as const

export function AddressDialog({ connection, place = null, onClose }: AddressDialogProps) {
  const client = useClient()
  const navigate = useNavigate()
  const app = useQuery(appInfoQuery(client))
  const [form, setForm] = useState<ConnectionForm>(() => initialForm(connection, place))
  const [errors, setErrors] = useState<FieldErrors>({})
  const [busy, setBusy] = useState<'save' | 'test' | null>(null)
  const [failure, setFailure] = useState<{ readonly title: string; readonly error: AppErrorData } | null>(
    null,
  )
  const [tested, setTested] = useState<ConnectionTest | null>(null)
  const isNew = connection === undefined
  const isDemo = connection?.demo === true

  const change = (part: Partial<ConnectionForm>) => {
    const next = { ...form, ...part }
    setForm(next)
    // A field that was marked is judged again as it is corrected; no other one is marked before it is sent.
    const read = isDemo ? null : readForm(next, connection?.endpoint)
    const left = read !== null && 'errors' in read ? read.errors : {}
    setErrors(Object.fromEntries(Object.entries(left).filter(([field]) => field in errors)))
    setTested(null)
    setFailure(null)
  }

  /** Runs `work` with the connection that the form describes, or marks the fields that are wrong. */
  const withDraft = async (
    kind: 'save' | 'test',
    title: string,
    work: (draft: ConnectionDraft) => Promise<void>,
  ) => {
    const read = readDraft()
    setTested(null)
    setFailure(null)
    setErrors('errors' in read ? read.errors : {})
    if ('errors' in read) return
    setBusy(kind)
    try {
      await work(read.draft)
    } catch (thrown) {
      const error = errorData(thrown)
      if (error.code === 'input.invalid' && error.field !== undefined) {
        setErrors({ [fieldOf(form.kind, error.field.split('.'))]: error.message })
      } else setFailure({ title, error })
    } finally {
      setBusy(null)
    }
  }
  const readDraft = (): ReturnType<typeof readForm> => {
    // The demo has no address to change: only its name and switches.
    if (isDemo) return { draft: { name: form.name, readOnly: form.readOnly, endpoint: connection.endpoint } }
    return readForm(form, connection?.endpoint)
  }
  const test = () =>
    withDraft('test', 'It could not be reached.', async (draft) => {
      setTested(await client.connections.test(draft))
    })
  const save = (event: FormEvent) => {
    event.preventDefault()
    void withDraft('save', 'It was not saved.', async (draft) => {
      if (isNew) {
        const added = await client.connections.add(draft)
        onClose()
        await navigate(address.overview(added.id))
      } else {
        await client.connections.update({ id: connection.id, ...draft })
        onClose()
      }
    })
  }
  const hostKey = failure?.error.code === 'ssh.hostKeyUnknown' ? hostKeyOf(failure.error) : null
  if (hostKey !== null) {
    return (
      <FirstContactDialog
        name={form.name.trim() || suggestedName(form)}
        hostKey={hostKey}
        onClose={() => setFailure(null)}
        onTrusted={() => void test()}
      />
    )
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? 'Add a cluster by its address' : `Edit ${connection.name}`}
      size={560}
      withCloseButton={false}
    >
      <form onSubmit={save} className={dialog.form} noValidate>
        <TextInput
          label="Name"
          placeholder={suggestedName(form) || 'prod-eu'}
          value={form.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={errors['name']}
          autoComplete="off"
          data-autofocus={!isNew || undefined}
        />
        {!isDemo && (
          <>
            <SegmentedControl
              aria-label="How the engine is reached"
              value={form.kind}
              onChange={(value) =>
                change({ kind: kinds.find((each) => each.value === value)?.value ?? 'ssh' })
              }
              data={kinds.map((each) => ({ ...each }))}
            />
            <EndpointFields
              form={form}
              onChange={change}
              errors={errors}
              secretKnown={connection?.secrets === 'saved' || connection?.secrets === 'session'}
              autoFocus={isNew}
            />
          </>
        )}
        <Switch
          label="Read-only: refuse every change through this connection"
          checked={form.readOnly}
          onChange={(event) => change({ readOnly: event.currentTarget.checked })}
        />
        {tested !== null && <TestResult result={tested} />}
        {failure !== null && <ErrorNotice error={failure.error} title={failure.title} />}
        <div className={dialog.foot}>
          <span className={dialog.note}>{hasSecret(form) ? secretsKept(app.data?.secrets ?? null) : ''}</span>
          {!isDemo && (
            <Button variant="default" size="md" loading={busy === 'test'} onClick={() => void test()}>
              Test
            </Button>
          )}
          <Button variant="default" size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="md" loading={busy === 'save'}>
            {isNew ? 'Add cluster' : 'Save changes'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function initialForm(connection: Connection | undefined, place: FoundPlace | null): ConnectionForm {
  if (connection !== undefined) return formOf(connection)
  if (place !== null) return formOf({ name: place.name, readOnly: false, endpoint: place.endpoint })
  return emptyForm()
}

const hasSecret = ({ kind, target, jump }: ConnectionForm): boolean =>
  kind === 'ssh' && [target, ...jump].some((hop) => hop.auth === 'key' || hop.auth === 'password')
