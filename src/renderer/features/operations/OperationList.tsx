// Every operation of this run of the program, with its log, command and way back.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Operation } from '../../../shared/model/action.ts'
import { address } from '../../api/addresses.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useConnections } from '../../api/cluster.ts'
import { CommandLine } from '../../ui/CommandLine.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { formatExact } from '../../ui/format.ts'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useAct } from '../actions/useAct.tsx'
import { tellFailure } from '../connections/tellFailure.ts'
import { OperationProgress } from './OperationProgress.tsx'
import { operationStatus } from './operationStatus.ts'
import classes from './Operations.module.css'

export interface OperationListProps {
  readonly operations: readonly Operation[]
  readonly onCleared: () => void
}

export function OperationList({ operations, onCleared }: OperationListProps) {
  const client = useClient()
  const { list } = useConnections()
  const ended = operations.filter((each) => each.state !== 'running')
  const clear = async () => {
    await client.actions.clear({ operationIds: ended.map((each) => each.id) })
    if (ended.length === operations.length) onCleared()
  }
  return (
    <div className={classes.panel}>
      <div className={classes.panelHead}>
        <h2>Operations</h2>
        <span className={classes.faint}>{operations.length}</span>
        <Button
          variant="subtle"
          size="xs"
          disabled={ended.length === 0}
          onClick={() => void clear().catch(tellFailure)}
        >
          Clear finished
        </Button>
      </div>
      <ul className={classes.list}>
        {operations.map((operation) => (
          <OperationRow
            key={operation.id}
            operation={operation}
            cluster={
              list?.find((each) => each.connection.id === operation.connectionId)?.connection.name ?? null
            }
          />
        ))}
      </ul>
    </div>
  )
}

interface OperationRowProps {
  readonly operation: Operation
  /** null where the connection was removed meanwhile. */
  readonly cluster: string | null
}

function OperationRow({ operation, cluster }: OperationRowProps) {
  const client = useClient()
  const act = useAct(operation.connectionId)
  const [isOpen, setOpen] = useState(operation.state === 'failed')
  const { status, word } = operationStatus(operation)
  const { undo, error, commands, log } = operation
  const isRunning = operation.state === 'running'
  return (
    <li className={classes.row}>
      <div className={classes.rowLine}>
        <StatusGlyph status={status} size={15} label={word} />
        <div className={classes.rowWords}>
          <span className={classes.rowTitle}>
            {cluster === null ? (
              operation.title
            ) : (
              <Link to={targetAddress(operation)}>{operation.title}</Link>
            )}
          </span>{' '}
          <span className={classes.faint}>
            {cluster === null ? '' : `${cluster} · `}
            <RelativeTime at={operation.startedAt} suffix="ago" />
          </span>
          <div className={classes.rowDetail}>
            {isRunning
              ? operation.detail
              : `${word}${operation.detail === '' ? '' : `: ${operation.detail}`}`}
          </div>
        </div>
        <OperationProgress operation={operation} />
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Hide log' : 'Log'}
        </Button>
        {undo !== null && cluster !== null && !isRunning && (
          <Button
            variant="default"
            size="xs"
            aria-label={`Undo: ${operation.title}`}
            onClick={() => act(undo)}
          >
            Undo…
          </Button>
        )}
        {isRunning && (
          <Button
            variant="default"
            size="xs"
            onClick={() => void client.actions.detach({ operationId: operation.id }).catch(tellFailure)}
          >
            Stop following
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={classes.log}>
          {error !== null && <ErrorNotice error={error} />}
          <ol>
            {log.map((line, index) => (
              <li key={`${line.at}${index}`}>
                <time dateTime={line.at} title={formatExact(line.at)}>
                  {clock(line.at)}
                </time>
                <span>{line.text}</span>
              </li>
            ))}
          </ol>
          <CommandLine commands={commands} />
          {isRunning && (
            <span className={classes.faint}>
              Stopping to follow changes nothing: it goes on in the cluster.
            </span>
          )}
        </div>
      )}
    </li>
  )
}

function targetAddress({ connectionId, target }: Operation): string {
  if (target.kind === 'node') {
    return target.id === null ? address.nodes(connectionId) : address.node(connectionId, target.id)
  }
  return address.service(connectionId, target.name)
}

const clock = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(iso))
