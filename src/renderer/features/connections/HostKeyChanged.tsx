// A changed host key: what is known, what to find out, and no button around it. Only who edits known_hosts by hand goes on.
import { Button } from '@mantine/core'
import type { AppErrorData } from '../../../shared/errors.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { errorReport } from '../../ui/ErrorNotice.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import type { HostKeyDetails } from './hostKeyDetails.ts'
import { keyFile, keyKind } from './hostKey.ts'
import classes from './HostKey.module.css'

export interface HostKeyChangedProps {
  readonly connection: Connection
  readonly error: AppErrorData
  readonly hostKey: HostKeyDetails
  readonly onRetry: () => void
}

export function HostKeyChanged({ connection, error, hostKey, onRetry }: HostKeyChangedProps) {
  const { host, port, fingerprint, keyType, places } = hostKey
  return (
    <div role="alert" data-code={error.code}>
      <Panel
        title={
          <span className={classes.blocked}>
            <StatusGlyph status="bad" size={16} /> The host key of {connection.name} changed
          </span>
        }
      >
        <div className={classes.stack}>
          <p>{error.message}</p>
          <FactList
            facts={[
              { label: 'Machine', value: <code>{`${host}:${port}`}</code> },
              { label: `It shows now (${keyKind(keyType)})`, value: <code>{fingerprint}</code> },
              {
                label: 'On record in',
                value:
                  places.length === 0 ? 'the settings of this connection' : <code>{places.join(', ')}</code>,
              },
            ]}
          />
          <p>
            Swarmdeck does not connect until this is cleared up. Ask whoever runs the machine whether it was
            reinstalled, and compare on its own console:
          </p>
          <CommandLine commands={`ssh-keygen -lf ${keyFile(keyType)}`} label="Command to compare" />
          <p>{error.hint}</p>
          <div className={classes.actions}>
            <Button size="xs" variant="default" onClick={onRetry}>
              Try again
            </Button>
            <CopyButton text={errorReport(error)} label="Copy details" variant="text" />
          </div>
        </div>
      </Panel>
    </div>
  )
}
