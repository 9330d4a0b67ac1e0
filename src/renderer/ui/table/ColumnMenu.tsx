// The choice of columns. What was dropped for want of width is said, not hidden.
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import classes from './DataTable.module.css'

export interface ColumnMenuProps {
  readonly columns: readonly { readonly id: string; readonly label: string }[]
  /** Ids the reader hides. */
  readonly hidden: ReadonlySet<string>
  /** Ids that do not fit at this width. */
  readonly dropped: ReadonlySet<string>
  readonly onToggle: (id: string) => void
}

/** A menu of ticks. */
export function ColumnMenu({ columns, hidden, dropped, onToggle }: ColumnMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Columns">
          <ActionIcon aria-label="Choose columns">
            <IconColumns3 size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        {columns.map((column) => (
          <Menu.CheckboxItem
            key={column.id}
            checked={!hidden.has(column.id)}
            rightSection={
              !hidden.has(column.id) && dropped.has(column.id) ? (
                <span className={classes.noRoom}>no room</span>
              ) : null
            }
            onChange={() => onToggle(column.id)}
          >
            {column.label}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
