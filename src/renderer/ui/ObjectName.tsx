// The name of a service or task: the stack's prefix faint, the rest strong.
import classes from './ObjectName.module.css'

export interface ObjectNameProps {
  readonly name: string
  /** The stack it belongs to; its prefix is set back. */
  readonly stack?: string | null
  readonly quiet?: boolean
}

/** `shop_` faint, `search` strong. Plain text, to be put in a link or a heading. */
export function ObjectName({ name, stack = null, quiet = false }: ObjectNameProps) {
  const prefix = stack === null ? '' : `${stack}_`
  const isPrefixed = prefix !== '' && name.startsWith(prefix)
  return (
    <span className={classes.name} data-quiet={quiet || undefined}>
      {isPrefixed && <span className={classes.prefix}>{prefix}</span>}
      {isPrefixed ? name.slice(prefix.length) : name}
    </span>
  )
}
