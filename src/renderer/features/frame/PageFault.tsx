// A page that broke while it was drawn: said plainly, with the way out; the rest of the frame stays.
import { Button } from '@mantine/core'
import { useRouteError } from 'react-router'
import { errorData } from '../../api/followStream.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import classes from './Frame.module.css'

export function PageFault() {
  const error = errorData(useRouteError())
  return (
    <div className={classes.centre}>
      <div className={classes.notice}>
        <h1 className={classes.hidden}>A fault</h1>
        <ErrorNotice
          error={error}
          title="This page could not be drawn."
          action={
            <Button size="xs" onClick={() => window.location.reload()}>
              Reload
            </Button>
          }
        />
      </div>
    </div>
  )
}
