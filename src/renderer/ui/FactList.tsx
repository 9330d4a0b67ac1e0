// Facts below each other: label left, value right of it. Groups of them make a settings view.
import type { Fact } from './FactStrip.tsx'
import classes from './FactList.module.css'

export interface FactListProps {
  readonly facts: readonly Fact[]
}

/** A definition list in two columns. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={classes.list}>
      {facts.map((fact) => (
        <div key={fact.label} className={classes.row}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
