// Says that the picture of the cluster is old: as of when, why, and when the next try comes.
import { useApi } from '../../api/ApiProvider.tsx'
import { useWireState, type ClusterPicture } from '../../api/cluster.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { errorReport } from '../../ui/ErrorNotice.tsx'
import { formatExact } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { ConnectButton } from '../connections/ConnectButton.tsx'
import { Countdown } from '../connections/Countdown.tsx'
import { LinkRemedy } from '../connections/LinkRemedy.tsx'
import { tellFailure } from '../connections/tellFailure.ts'
import { Banner } from './Banner.tsx'

export function LinkBanner({ picture }: { readonly picture: ClusterPicture }) {
  const wire = useWireState()
  const api = useApi()
  const { connection, link, live } = picture
  // The line of the page to the program comes first: its own banner says that all is old.
  if (live || wire.state !== 'open') return null
  const asOf = <AsOf at={picture.asOf} />
  switch (link.state) {
    case 'connected':
      return picture.problem !== null ? (
        <Banner
          status="bad"
          why={picture.problem.message}
          actions={<CopyButton text={errorReport(picture.problem)} label="Copy details" />}
        >
          <b>The cluster cannot be read now; it is tried again by itself.</b> {asOf}
        </Banner>
      ) : (
        <Banner status="busy">
          <b>Reading the cluster again.</b> {asOf}
        </Banner>
      )
    case 'connecting':
      return (
        <Banner status="busy" why={link.step}>
          <b>Connecting.</b> {asOf}
        </Banner>
      )
    case 'asking':
      return (
        <Banner status="warn">
          <b>{link.host} asks for an answer.</b> {asOf}
        </Banner>
      )
    case 'idle':
      return (
        <Banner status="idle" actions={<ConnectButton connectionId={connection.id} />}>
          <b>Not connected.</b> {asOf}
        </Banner>
      )
    case 'reconnecting':
    case 'failed':
      return (
        <Banner
          status={link.state === 'failed' ? 'bad' : 'busy'}
          why={link.error.message}
          actions={
            <>
              <LinkRemedy
                connection={connection}
                error={link.error}
                onRetry={() => void api.client.connections.connect({ id: connection.id }).catch(tellFailure)}
              />
              <CopyButton text={errorReport(link.error)} label="Copy details" />
            </>
          }
        >
          <b>{link.state === 'failed' ? 'The link is down.' : 'The link is being restored.'}</b> {asOf}
          {link.nextTryAt !== null && (
            <span aria-live="off">
              {' '}
              Next try <Countdown until={link.nextTryAt} />.
            </span>
          )}
        </Banner>
      )
  }
  return null
}

function AsOf({ at }: { readonly at: string | null }) {
  if (at === null) return null
  return (
    <>
      What you see is as of {formatExact(at)} (<RelativeTime at={at} suffix="ago" />
      ).
    </>
  )
}
