// The way in for whoever has no swarm at hand: a simulated one, marked as such everywhere.
import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { hexagonPath } from '../../ui/hexagon.ts'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { tellFailure } from '../connections/tellFailure.ts'
import classes from './WelcomePage.module.css'

export function DemoInvitation({ isFirst = false }: { readonly isFirst?: boolean }) {
  const client = useClient()
  const navigate = useNavigate()
  const dialogs = useConnectionDialogs()
  const [busy, setBusy] = useState(false)
  const openDemo = async () => {
    setBusy(true)
    try {
      const { id } = await client.connections.openDemo(undefined)
      await navigate(address.overview(id))
    } catch (error) {
      setBusy(false)
      tellFailure(error)
    }
  }
  return (
    <section className={classes.hero} data-first={isFirst || undefined}>
      <svg
        className={classes.heroMark}
        width="96"
        height="66"
        viewBox="0 0 96 66"
        fill="none"
        aria-hidden="true"
      >
        <g stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round">
          <path d={hexagonPath(17, 18, 15)} strokeDasharray="3 2.4" />
          <path d={hexagonPath(48, 18, 16)} fill="currentColor" />
          <path d={hexagonPath(79, 18, 15)} strokeDasharray="3 2.4" />
          <path d={hexagonPath(32.5, 46, 16)} fill="var(--sd-accent-soft)" />
          <path d={hexagonPath(63.5, 46, 16)} fill="var(--sd-accent-soft)" />
        </g>
      </svg>
      <div className={classes.heroWords}>
        <h2>
          {isFirst ? 'Reach a swarm, or look around in a simulated one' : 'Look around in a demo swarm'}
        </h2>
        <p>
          {isFirst
            ? 'Add a cluster from the places found on this machine or by its address; nothing is installed on it. The demo swarm runs inside Swarmdeck: tasks start, fail and move, and everything can be tried without harm.'
            : 'It runs inside Swarmdeck: tasks start, fail and move, and everything can be tried without harm.'}
        </p>
      </div>
      <div className={classes.heroActions}>
        <Button
          size="md"
          {...(isFirst ? {} : { variant: 'default' })}
          loading={busy}
          rightSection={<IconArrowRight size={15} stroke={1.8} aria-hidden />}
          onClick={() => void openDemo()}
        >
          Open the demo swarm
        </Button>
        {isFirst && (
          <Button size="md" variant="default" onClick={() => dialogs.add()}>
            Add by address…
          </Button>
        )}
      </div>
    </section>
  )
}
