// The marks that stand beside a cluster's name wherever it is named.
import { IconFlask, IconLock } from '@tabler/icons-react'
import classes from './Header.module.css'

/** Nothing on a demo may be taken for a real cluster. */
export function DemoMark() {
  return (
    <span className={classes.mark} data-demo title="A simulated swarm: nothing real is read or changed">
      <IconFlask size={13} stroke={1.8} aria-hidden />
      Demo
    </span>
  )
}

export function ReadOnlyMark() {
  return (
    <span className={classes.mark} title="This connection is read-only: changes are refused">
      <IconLock size={13} stroke={1.8} aria-hidden />
      Read-only
    </span>
  )
}
