// Every dialog about connections, one at a time; opened from anywhere through the context.
import { useMemo, useState, type ReactNode } from 'react'
import { useConnections } from '../../api/cluster.ts'
import type { Connection, FoundPlace } from '../../../shared/model/connection.ts'
import { AddressDialog } from './AddressDialog.tsx'
import { AskDialog } from './AskDialog.tsx'
import { ConnectionDialogsContext, type ConnectionDialogActions } from './connectionDialogsContext.ts'
import { FirstContactDialog } from './FirstContactDialog.tsx'
import { hostKeyOf } from './hostKeyDetails.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { SecretDialog } from './SecretDialog.tsx'

type Open =
  | { readonly kind: 'add'; readonly place: FoundPlace | null }
  | { readonly kind: 'edit' | 'remove'; readonly connection: Connection }
  | { readonly kind: 'meet' | 'secret'; readonly connectionId: string }

export function ConnectionDialogs({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null)
  const actions = useMemo<ConnectionDialogActions>(
    () => ({
      add: (place) => setOpen({ kind: 'add', place: place ?? null }),
      edit: (connection) => setOpen({ kind: 'edit', connection }),
      remove: (connection) => setOpen({ kind: 'remove', connection }),
      meet: (connectionId) => setOpen({ kind: 'meet', connectionId }),
      askSecret: (connectionId) => setOpen({ kind: 'secret', connectionId }),
    }),
    [],
  )
  const close = () => setOpen(null)
  return (
    <ConnectionDialogsContext value={actions}>
      {children}
      {open?.kind === 'add' && <AddressDialog place={open.place} onClose={close} />}
      {open?.kind === 'edit' && <AddressDialog connection={open.connection} onClose={close} />}
      {open?.kind === 'remove' && <RemoveDialog connection={open.connection} onClose={close} />}
      {(open?.kind === 'meet' || open?.kind === 'secret') && (
        <LinkDialog kind={open.kind} connectionId={open.connectionId} onClose={close} />
      )}
      {open === null && <AskDialog />}
    </ConnectionDialogsContext>
  )
}

interface LinkDialogProps {
  readonly kind: 'meet' | 'secret'
  readonly connectionId: string
  readonly onClose: () => void
}

/** A dialog about what a failed link waits for; gone when it no longer does. */
function LinkDialog({ kind, connectionId, onClose }: LinkDialogProps) {
  const { list } = useConnections()
  const saved = list?.find((each) => each.connection.id === connectionId)
  const link = saved?.glance.link
  if (!saved || link?.state !== 'failed') return null
  if (kind === 'secret') {
    return <SecretDialog connection={saved.connection} error={link.error} onClose={onClose} />
  }
  const hostKey = hostKeyOf(link.error)
  if (hostKey === null || link.error.code !== 'ssh.hostKeyUnknown') return null
  return <FirstContactDialog name={saved.connection.name} hostKey={hostKey} onClose={onClose} />
}
