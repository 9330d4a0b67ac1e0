// Before the first picture of a cluster: what is being tried, or why it cannot be had.
import type { ErrorCode } from '../../../shared/errors.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import type { ClusterPicture } from '../../api/cluster.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { LoadingRows } from '../../ui/LoadingRows.tsx'
import { ConnectButton } from '../connections/ConnectButton.tsx'
import { Countdown } from '../connections/Countdown.tsx'
import { HostKeyChanged } from '../connections/HostKeyChanged.tsx'
import { hostKeyOf } from '../connections/hostKeyDetails.ts'
import { LinkRemedy } from '../connections/LinkRemedy.tsx'
import { tellFailure } from '../connections/tellFailure.ts'
import classes from './Frame.module.css'

export function NoPictureYet({ picture }: { readonly picture: ClusterPicture }) {
  const api = useApi()
  const { connection, link } = picture
  switch (link.state) {
    case 'idle':
      return (
        <div className={classes.centre}>
          <EmptyState
            isPage
            title={`${connection.name} is not connected`}
            action={<ConnectButton connectionId={connection.id} />}
          >
            Swarmdeck reads a cluster only while it is connected; nothing is kept from before.
          </EmptyState>
        </div>
      )
    case 'connecting':
      return <Waiting name={connection.name} label={link.step} />
    case 'asking':
      return <Waiting name={connection.name} label={`${link.host} asks for an answer`} />
    case 'connected':
      return <Waiting name={connection.name} label={`Reading ${connection.name}`} />
    case 'reconnecting':
    case 'failed':
      break
  }
  const retry = () => void api.client.connections.connect({ id: connection.id }).catch(tellFailure)
  const changed = link.error.code === 'ssh.hostKeyChanged' ? hostKeyOf(link.error) : null
  return (
    <div className={classes.centre}>
      <div className={classes.notice}>
        <h1 className={classes.hidden}>{connection.name}</h1>
        {changed === null ? (
          <ErrorNotice
            error={link.error}
            title={titleOf(link.error.code, connection.name)}
            action={<LinkRemedy connection={connection} error={link.error} onRetry={retry} withEdit />}
          />
        ) : (
          <HostKeyChanged connection={connection} error={link.error} hostKey={changed} onRetry={retry} />
        )}
        {link.nextTryAt !== null && (
          <p aria-live="off" style={{ color: 'var(--sd-text3)', marginTop: 8 }}>
            Next try <Countdown until={link.nextTryAt} />.
          </p>
        )}
      </div>
    </div>
  )
}

function titleOf(code: ErrorCode, name: string): string {
  if (code === 'ssh.hostKeyUnknown') return `First contact with ${name}: compare its key.`
  if (code === 'ssh.secretNeeded') return `${name} waits for its password.`
  if (code === 'ssh.passphraseNeeded') return `${name} waits for the passphrase of its key.`
  return `There is no link to ${name}.`
}

function Waiting({ name, label }: { readonly name: string; readonly label: string }) {
  return (
    <div className={classes.gutter}>
      <h1 className={classes.hidden}>{name}</h1>
      <LoadingRows label={label} rows={8} />
    </div>
  )
}
