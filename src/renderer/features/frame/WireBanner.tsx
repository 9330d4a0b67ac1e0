// Says that the page itself has lost the program: nothing on it is live until the line is back.
import { Button } from '@mantine/core'
import { useApi } from '../../api/ApiProvider.tsx'
import { useWireState } from '../../api/cluster.ts'
import { Countdown } from '../connections/Countdown.tsx'
import { Banner } from './Banner.tsx'

export function WireBanner() {
  const api = useApi()
  const wire = useWireState()
  if (wire.state !== 'lost') return null
  return (
    <Banner
      status="bad"
      actions={
        <Button size="xs" onClick={api.retryWire}>
          Try now
        </Button>
      }
    >
      <b>This page lost its link to Swarmdeck.</b> What you see is old, and nothing can be changed until it is
      back.
      {wire.nextTryAt !== null && (
        <span aria-live="off">
          {' '}
          Next try <Countdown until={wire.nextTryAt} />.
        </span>
      )}
    </Banner>
  )
}
