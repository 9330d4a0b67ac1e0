// Forgetting a connection: what goes, what stays.
import { useState } from 'react'
import { useNavigate, useMatch } from 'react-router'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { errorData } from '../../api/followStream.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'

export interface RemoveDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

export function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const client = useClient()
  const navigate = useNavigate()
  const isHere = useMatch('/c/:connectionId/*')?.params.connectionId === connection.id
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<AppErrorData | null>(null)
  const remove = async () => {
    setBusy(true)
    setError(null)
    try {
      await client.connections.remove({ id: connection.id })
      onClose()
      if (isHere) await navigate(address.welcome)
    } catch (thrown) {
      setError(errorData(thrown))
      setBusy(false)
    }
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      onConfirm={() => void remove()}
      title={`Remove ${connection.name} from Swarmdeck?`}
      consequences={
        connection.demo
          ? [{ tone: 'warn', text: 'The demo swarm stops.', detail: 'Opening it again starts a fresh one.' }]
          : [
              { tone: 'ok', text: 'The cluster goes on as it is.', detail: 'Nothing on it is changed.' },
              {
                tone: 'warn',
                text: 'Its address and saved secrets are forgotten.',
                detail: 'Key files, known_hosts and the audit log stay.',
              },
            ]
      }
      note={connection.demo ? null : 'Can be added again by its address'}
      confirm={`Remove ${connection.name}`}
      destructive
      busy={busy}
      error={error}
      errorTitle={`${connection.name} was not removed.`}
    />
  )
}
