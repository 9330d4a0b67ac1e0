// Connects a saved connection; the link's own state then shows what becomes of it.
import { Button } from '@mantine/core'
import { useClient } from '../../api/ApiProvider.tsx'
import { tellFailure } from './tellFailure.ts'

export function ConnectButton({ connectionId }: { readonly connectionId: string }) {
  const client = useClient()
  return (
    <Button
      size="xs"
      onClick={() => void client.connections.connect({ id: connectionId }).catch(tellFailure)}
    >
      Connect
    </Button>
  )
}
