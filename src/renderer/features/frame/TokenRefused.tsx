// The program refuses this page: the token is missing or of an earlier run.
import type { AppErrorData } from '../../../shared/errors.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import classes from './Frame.module.css'

export function TokenRefused({ error }: { readonly error: AppErrorData }) {
  return (
    <main className={classes.fullPage}>
      <div className={classes.notice}>
        <h1 className={classes.hidden}>Swarmdeck</h1>
        <ErrorNotice error={error} title="Swarmdeck does not let this page in." />
        <p style={{ margin: '16px 0 8px', color: 'var(--sd-text2)' }}>
          Every run of the program has a token of its own. The line that it prints when it is ready holds the
          whole address; open that one. If the program no longer runs, start it again:
        </p>
        <CommandLine commands="npm run serve" label="Command" />
      </div>
    </main>
  )
}
