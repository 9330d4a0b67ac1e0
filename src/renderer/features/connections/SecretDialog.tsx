// Asks for the password or passphrase that a link waits for, says which machine it is for and whether it is kept.
import { Button, Modal, PasswordInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { appInfoQuery } from '../../api/queries.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { hopOf } from './hostKeyDetails.ts'
import { secretsKept } from './secretsKept.ts'
import dialog from './Dialog.module.css'

export interface SecretDialogProps {
  readonly connection: Connection
  readonly error: AppErrorData
  readonly onClose: () => void
}

export function SecretDialog({ connection, error, onClose }: SecretDialogProps) {
  const client = useClient()
  const app = useQuery(appInfoQuery(client))
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<AppErrorData | null>(null)
  const hop = hopOf(error)
  const isPassphrase = error.code === 'ssh.passphraseNeeded'
  const what = isPassphrase ? 'passphrase' : 'password'

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (secret === '') return
    setBusy(true)
    setRefused(null)
    try {
      await client.connections.provideSecret({ id: connection.id, secret, hop })
      onClose()
    } catch (thrown) {
      setRefused(errorData(thrown))
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${isPassphrase ? 'Passphrase' : 'Password'} for ${connection.name}`}
      withCloseButton={false}
    >
      <form onSubmit={(event) => void submit(event)} className={dialog.form} noValidate>
        <p className={dialog.intro}>{error.message}</p>
        <PasswordInput
          label={`The ${what} of ${machineOf(connection, hop)}`}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': `Show the ${what}` }}
          data-autofocus
        />
        {refused !== null && <ErrorNotice error={refused} />}
        <div className={dialog.foot}>
          <span className={dialog.note}>{secretsKept(app.data?.secrets ?? null)}</span>
          <Button variant="default" size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="md" disabled={secret === ''} loading={busy}>
            Connect
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** As in `deploy@10.20.0.11`, or that of the jump host that asks. */
function machineOf({ endpoint }: Connection, hop: number): string {
  if (endpoint.kind !== 'ssh') return 'this connection'
  const machine = hop === 0 ? endpoint : endpoint.jump[hop - 1]
  return machine === undefined ? 'this connection' : `${machine.user}@${machine.host}`
}
