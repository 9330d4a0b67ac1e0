// The address names a cluster that is not saved here.
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import classes from './Frame.module.css'

export function ConnectionMissing() {
  return (
    <div className={classes.centre}>
      <EmptyState
        isPage
        title="This cluster is not saved here"
        action={
          <Button component={Link} to={address.welcome}>
            Show your clusters
          </Button>
        }
      >
        The address names a connection that was removed, or that belongs to another Swarmdeck.
      </EmptyState>
    </div>
  )
}
