// The name of the cluster at hand; opens the list of all.
import { Menu } from '@mantine/core'
import { IconChevronDown, IconLayoutGrid, IconPlus } from '@tabler/icons-react'
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import { useClusterSelect, useConnections } from '../../api/cluster.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { useConnectionDialogs } from '../connections/connectionDialogsContext.ts'
import { glanceStatus } from '../connections/connectionStatus.ts'
import classes from './Header.module.css'

export function ClusterSwitcher() {
  const connection = useClusterSelect((picture) => picture.connection)
  const { list } = useConnections()
  const dialogs = useConnectionDialogs()
  return (
    <div className={classes.switcher}>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <button type="button" aria-label={`${connection.name}, switch cluster`}>
            <span className={classes.switcherName}>{connection.name}</span>
            <IconChevronDown size={14} stroke={1.8} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {(list ?? []).map(({ connection: each, glance }) => {
            const { status, word } = glanceStatus(glance)
            return (
              <Menu.Item
                key={each.id}
                component={Link}
                to={address.overview(each.id)}
                leftSection={<StatusGlyph status={status} size={14} label={word} />}
              >
                <span className={classes.menuName}>
                  {each.name}
                  {each.demo && <span className={classes.quiet}>Demo</span>}
                </span>
                <span className={classes.menuAddress}>{each.address}</span>
              </Menu.Item>
            )
          })}
          <Menu.Divider />
          <Menu.Item
            component={Link}
            to={address.welcome}
            leftSection={<IconLayoutGrid size={15} stroke={1.6} />}
          >
            Your clusters
          </Menu.Item>
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => dialogs.add()}>
            Add a cluster…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
