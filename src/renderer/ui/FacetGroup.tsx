// Facets: the state of rows as a joined group with counts, every other property as a dashed menu until it is set.
import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatCount } from './format.ts'
import classes from './FacetGroup.module.css'

export interface FacetOption {
  readonly value: string
  /** May hold a `StatusWord`; plain text otherwise. */
  readonly label: ReactNode
  readonly count: number
}
export interface FacetGroupProps {
  /** As in `Status`. */
  readonly label: string
  readonly options: readonly FacetOption[]
  /** Empty: all. */
  readonly selected: readonly string[]
  readonly onChange: (selected: readonly string[]) => void
  /** How many rows there are without this facet. */
  readonly total: number
}

const toggled = (selected: readonly string[], value: string): readonly string[] =>
  selected.includes(value) ? selected.filter((each) => each !== value) : [...selected, value]

/** Joined buttons: All, then one a value; several may be pressed. */
export function FacetGroup({ label, options, selected, onChange, total }: FacetGroupProps) {
  return (
    <div className={classes.group} role="group" aria-label={label}>
      <button
        type="button"
        className={classes.facet}
        aria-pressed={selected.length === 0}
        onClick={() => onChange([])}
      >
        All <span className={classes.count}>{formatCount(total)}</span>
      </button>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={classes.facet}
          aria-pressed={selected.includes(option.value)}
          onClick={() => onChange(toggled(selected, option.value))}
        >
          {option.label} <span className={classes.count}>{formatCount(option.count)}</span>
        </button>
      ))}
    </div>
  )
}

/** The same as a menu of ticks; dashed until something is chosen. */
export function FacetMenu({ label, options, selected, onChange }: Omit<FacetGroupProps, 'total'>) {
  const chosen = options.find((option) => option.value === selected[0])
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          className={classes.menu}
          data-set={selected.length > 0 || undefined}
          rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
        >
          {label}
          {selected.length > 0 && (
            <span className={classes.value}>
              : {selected.length === 1 ? (chosen?.label ?? selected[0]) : selected.length}
            </span>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {options.length === 0 && <Menu.Label>Nothing to choose from</Menu.Label>}
        {options.map((option) => (
          <Menu.CheckboxItem
            key={option.value}
            checked={selected.includes(option.value)}
            rightSection={
              <span className={`${classes.count} ${classes.item}`}>{formatCount(option.count)}</span>
            }
            onChange={() => onChange(toggled(selected, option.value))}
          >
            {option.label}
          </Menu.CheckboxItem>
        ))}
        {selected.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onChange([])}>Show all</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
