// An address that names no page.
import { Button } from '@mantine/core'
import { Link, useLocation, useMatch } from 'react-router'
import { address } from '../../api/addresses.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import classes from './Frame.module.css'

export function NotFoundPage() {
  const { pathname } = useLocation()
  const connectionId = useMatch('/c/:connectionId/*')?.params.connectionId
  return (
    <div className={classes.centre}>
      <EmptyState
        isPage
        title="There is no such page"
        action={
          connectionId === undefined ? (
            <Button component={Link} to={address.welcome}>
              Show your clusters
            </Button>
          ) : (
            <Button component={Link} to={address.overview(connectionId)}>
              Open the overview
            </Button>
          )
        }
      >
        The address <code>{pathname}</code> leads nowhere.
      </EmptyState>
    </div>
  )
}
