// Work in progress, at the bottom of every page: what runs, how far it is, what just ended; opened, the whole list.
// Kept by the program, so it survives navigation and reloads.
import { ActionIcon, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import type { Operation } from '../../../shared/model/action.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useOperations } from '../../api/cluster.ts'
import { formatSeconds } from '../../ui/format.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useNow } from '../../ui/useNow.ts'
import { tellFailure } from '../connections/tellFailure.ts'
import { OperationList } from './OperationList.tsx'
import { OperationProgress } from './OperationProgress.tsx'
import { inStrip, operationStatus, secondsOf } from './operationStatus.ts'
import classes from './Operations.module.css'

export function OperationsTray() {
  const operations = useOperations()
  // No operation, no tray; and no clock that draws every second.
  return operations.length === 0 ? null : <Tray operations={operations} />
}

function Tray({ operations }: { readonly operations: readonly Operation[] }) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const now = useNow()
  const strip = inStrip(operations, now)
  const ended = operations.filter((each) => each.state !== 'running').length
  return (
    <section className={classes.tray} aria-label="Operations">
      {isOpen && <OperationList operations={operations} onCleared={close} />}
      <div className={classes.strip}>
        <div className={classes.live} role="status">
          <ul className={classes.items}>
            {strip.map((operation) => (
              <StripItem key={operation.id} operation={operation} now={now} />
            ))}
          </ul>
        </div>
        {ended > 0 && <span className={classes.faint}>{ended} finished</span>}
        <Tooltip label={isOpen ? 'Fold' : 'All operations'}>
          <ActionIcon
            size="xs"
            aria-label={isOpen ? 'Fold the operations' : 'Show all operations'}
            aria-expanded={isOpen}
            onClick={toggle}
          >
            {isOpen ? (
              <IconChevronDown size={16} stroke={1.8} aria-hidden />
            ) : (
              <IconChevronUp size={16} stroke={1.8} aria-hidden />
            )}
          </ActionIcon>
        </Tooltip>
      </div>
    </section>
  )
}

function StripItem({ operation, now }: { readonly operation: Operation; readonly now: number }) {
  const client = useClient()
  const { id, title, state, detail } = operation
  const { status, word } = operationStatus(operation)
  const isRunning = state === 'running'
  const label = isRunning ? 'Stop following; it goes on in the cluster' : 'Clear'
  const leave = () =>
    (isRunning
      ? client.actions.detach({ operationId: id })
      : client.actions.clear({ operationIds: [id] })
    ).catch(tellFailure)
  return (
    <li className={classes.item} data-state={state}>
      <StatusGlyph status={status} size={14} label={word} />
      <span className={classes.title} title={detail}>
        {title}
      </span>
      <OperationProgress operation={operation} />
      {!isRunning && <span className={classes.quiet}>{word.toLowerCase()}</span>}
      <span className={classes.faint} aria-live="off">
        {formatSeconds(secondsOf(operation, now))}
      </span>
      <Tooltip label={label}>
        <ActionIcon size="xs" aria-label={`${label}: ${title}`} onClick={() => void leave()}>
          <IconX size={13} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}
