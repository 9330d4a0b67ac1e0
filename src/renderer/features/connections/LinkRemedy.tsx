// The buttons that help a link that failed: compare its key, enter its secret, try now, edit it. A changed or revoked
// host key has none that goes around it.
import { Button } from '@mantine/core'
import type { AppErrorData, ErrorCode } from '../../../shared/errors.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { useConnectionDialogs } from './connectionDialogsContext.ts'

/** Where the way to log in is what must change. */
const aboutSecret: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['ssh.passphraseNeeded', 'ssh.secretNeeded'])

export interface LinkRemedyProps {
  readonly connection: Connection
  readonly error: AppErrorData
  readonly onRetry: () => void
  readonly withEdit?: boolean
}

export function LinkRemedy({ connection, error, onRetry, withEdit = false }: LinkRemedyProps) {
  const dialogs = useConnectionDialogs()
  const edit = withEdit && !connection.demo && (
    <Button size="xs" variant="default" onClick={() => dialogs.edit(connection)}>
      Edit connection…
    </Button>
  )
  if (error.code === 'ssh.hostKeyUnknown') {
    return (
      <>
        <Button size="xs" onClick={() => dialogs.meet(connection.id)}>
          Compare its key…
        </Button>
        {edit}
      </>
    )
  }
  if (aboutSecret.has(error.code)) {
    return (
      <>
        <Button size="xs" onClick={() => dialogs.askSecret(connection.id)}>
          {error.code === 'ssh.passphraseNeeded' ? 'Enter the passphrase…' : 'Enter the password…'}
        </Button>
        {edit}
      </>
    )
  }
  return (
    <>
      <Button size="xs" onClick={onRetry}>
        Try now
      </Button>
      {edit}
    </>
  )
}
