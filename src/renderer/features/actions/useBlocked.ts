// Why nothing can be changed now: every control on the page is disabled with this sentence.
import { assertNever } from '../../../shared/errors.ts'
import { useClusterSelect, useConnections, useWireState, type ClusterPicture } from '../../api/cluster.ts'

/** null: changes are possible. */
export function useBlocked(): string | null {
  const wire = useWireState()
  const reason = useClusterSelect(blockOf)
  return wire.state === 'open' ? reason : 'The page has lost its link to Swarmdeck'
}

/** The same for a dialog, which stands outside the pages of a cluster. */
export function useDialogBlock(connectionId: string): string | null {
  const wire = useWireState()
  const { list } = useConnections()
  const saved = list?.find((each) => each.connection.id === connectionId)
  if (wire.state !== 'open') return 'The page has lost its link to Swarmdeck'
  if (saved === undefined) return null
  return blockOf({ connection: saved.connection, link: saved.glance.link, problem: saved.glance.problem })
}

/** From the connection, its link, and what keeps the cluster from being shown. */
export function blockOf({
  connection,
  link,
  problem,
}: Pick<ClusterPicture, 'connection' | 'link' | 'problem'>): string | null {
  if (connection.readOnly) return 'This connection is read-only'
  switch (link.state) {
    case 'connected':
      return problem === null ? null : problem.message
    case 'reconnecting':
      return 'The link is being restored'
    case 'connecting':
    case 'asking':
      return 'Not connected yet'
    case 'idle':
    case 'failed':
      return 'Not connected'
    default:
      return assertNever(link)
  }
}
