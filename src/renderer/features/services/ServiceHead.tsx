// The title row of a service with what can be done.
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowsDiagonal,
  IconDots,
  IconRefresh,
  IconTag,
  IconTrash,
} from '@tabler/icons-react'
import type { Service } from '../../../shared/model/service.ts'
import { address } from '../../api/addresses.ts'
import { DetailHead } from '../../ui/DetailHead.tsx'
import { Pill } from '../../ui/Pill.tsx'
import { RelativeTime } from '../../ui/RelativeTime.tsx'
import { serviceStatus } from '../../ui/status.ts'
import { ActionButton } from '../actions/ActionButton.tsx'
import { useAct } from '../actions/useAct.tsx'
import { useBlocked } from '../actions/useBlocked.ts'
import {
  imageChangeOf,
  noRollback,
  removalOf,
  restartOf,
  rollbackOf,
  scaleOf,
  unscalable,
} from './serviceWords.ts'

export interface ServiceHeadProps {
  readonly service: Service
  readonly connectionId: string
}

export function ServiceHead({ service, connectionId }: ServiceHeadProps) {
  const { status, word } = serviceStatus(service)
  const { startedAt } = service.update
  return (
    <DetailHead
      crumb={{ label: 'Services', to: address.services(connectionId) }}
      title={service.name}
      pill={<Pill status={status}>{word}</Pill>}
      note={
        status === 'busy' && startedAt !== null ? (
          <>
            for <RelativeTime at={startedAt} />
          </>
        ) : undefined
      }
      actions={
        <>
          <ActionButton
            action={scaleOf(service)}
            icon={<IconArrowsDiagonal size={15} stroke={1.6} aria-hidden />}
            unfit={unscalable(service)}
          >
            Scale
          </ActionButton>
          <ActionButton action={imageChangeOf(service)} icon={<IconTag size={15} stroke={1.6} aria-hidden />}>
            Change image
          </ActionButton>
          <ActionButton action={restartOf(service)} icon={<IconRefresh size={15} stroke={1.6} aria-hidden />}>
            Restart
          </ActionButton>
          <ActionButton
            action={rollbackOf(service)}
            icon={<IconArrowBackUp size={15} stroke={1.6} aria-hidden />}
            unfit={noRollback(service)}
          >
            Roll back
          </ActionButton>
          <MoreActions service={service} />
        </>
      }
    />
  )
}

function MoreActions({ service }: { readonly service: Service }) {
  const act = useAct()
  const blocked = useBlocked()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`More actions on ${service.name}`}>
          <IconDots size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {blocked !== null && <Menu.Label>{blocked}</Menu.Label>}
        <Menu.Item
          color="red"
          disabled={blocked !== null}
          leftSection={<IconTrash size={15} stroke={1.6} aria-hidden />}
          onClick={() => act(removalOf(service))}
        >
          Remove…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
