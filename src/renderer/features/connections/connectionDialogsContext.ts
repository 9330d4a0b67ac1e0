// What any part of the page may ask of the dialogs about connections.
import { createContext, useContext } from 'react'
import { AppError } from '../../../shared/errors.ts'
import type { Connection, FoundPlace } from '../../../shared/model/connection.ts'

export interface ConnectionDialogActions {
  /** The address form, empty or filled from a found place. */
  add(place?: FoundPlace): void
  edit(connection: Connection): void
  remove(connection: Connection): void
  /** First contact: compare and trust the host key that the link waits for. */
  meet(connectionId: string): void
  /** The password or passphrase that the link waits for. */
  askSecret(connectionId: string): void
}

export const ConnectionDialogsContext = createContext<ConnectionDialogActions | null>(null)

export function useConnectionDialogs(): ConnectionDialogActions {
  const dialogs = useContext(ConnectionDialogsContext)
  if (!dialogs) throw new AppError('internal', 'A part of the page was drawn outside ConnectionDialogs.')
  return dialogs
}
