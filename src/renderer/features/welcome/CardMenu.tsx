// What can be done with a saved connection.
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDots,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPlug,
  IconPlugX,
  IconTrash,
} from '@tabler/icons-react'
import type { Connection, LinkState } from '../../../shared/model/connection.ts'
import { useClient } from '../../api/ApiProvider.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { tellFailure } from '../connections/tellFailure.ts'

export interface CardMenuProps {
  readonly connection: Connection
  readonly link: LinkState
}

export function CardMenu({ connection, link }: CardMenuProps) {
  const client = useClient()
  const dialogs = useConnectionDialogs()
  const { id, name, readOnly } = connection
  const icon = { size: 15, stroke: 1.6, 'aria-hidden': true } as const
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`}>
          <IconDots size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => dialogs.edit(connection)}>
          Edit…
        </Menu.Item>
        <Menu.Item
          leftSection={readOnly ? <IconLockOpen {...icon} /> : <IconLock {...icon} />}
          onClick={() => void client.connections.update({ id, readOnly: !readOnly }).catch(tellFailure)}
        >
          {readOnly ? 'Allow changes' : 'Make read-only'}
        </Menu.Item>
        {link.state === 'idle' ? (
          <Menu.Item
            leftSection={<IconPlug {...icon} />}
            onClick={() => void client.connections.connect({ id }).catch(tellFailure)}
          >
            Connect
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconPlugX {...icon} />}
            onClick={() => void client.connections.disconnect({ id }).catch(tellFailure)}
          >
            Disconnect
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          color="var(--sd-bad)"
          leftSection={<IconTrash {...icon} />}
          onClick={() => dialogs.remove(connection)}
        >
          Remove…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
